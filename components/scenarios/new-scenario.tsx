import type { FormAction } from '@/components/ui/forms/form-state';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { planText } from '@/lib/plan/plan-text';
import { fitsForm } from './draft';
import { type EditorTab, EditorTabs } from './editor-tabs';
import type { CheckPlan, ImportPlan } from './plan-check';
import { PlanEditor } from './plan-editor';
import { PlanImportForm } from './plan-import';
import { ScenarioForm } from './scenario-form';

interface NewScenarioProps {
  /** Which editor was chosen: "json", "import", or the form. */
  as?: string;
  /** What it is a copy of. */
  from?: { id: number; name: string; description: string; plan: LoadPlan };
  save: FormAction;
  savePlan: FormAction;
  check: CheckPlan;
  make: ImportPlan;
}

const FIRST_PLAN = {
  name: 'My scenario',
  load: {
    model: 'open',
    arrivals: 'poisson',
    stages: [
      { durationMs: 60_000, fromRatePerSecond: 1, toRatePerSecond: 20 },
      { durationMs: 240_000, ratePerSecond: 20 },
    ],
  },
  users: [{ behaviour: 'training-api', weight: 1 }],
};

/** A scenario by form, as JSON, or imported; a plan that the form cannot show is copied as JSON. */
export function NewScenario({ as, from, save, savePlan, check, make }: NewScenarioProps) {
  const copy = from && { ...from, id: undefined, name: `${from.name} copy` };
  const formPlan = copy !== undefined && fitsForm(copy.plan) ? copy.plan : undefined;
  const byForm = copy === undefined || formPlan !== undefined;
  const editor =
    as === 'json' || (as === 'import' && copy === undefined) ? as : byForm ? 'form' : 'json';
  const query = from === undefined ? '' : `from=${from.id}&`;
  const link = (to: string, label: string): EditorTab => ({
    href: `/scenarios/new?${query}as=${to}`,
    label,
    current: editor === to,
  });
  return (
    <>
      <EditorTabs
        tabs={[
          ...(byForm ? [link('form', 'Form')] : []),
          link('json', 'JSON'),
          ...(copy === undefined ? [link('import', 'Import')] : []),
        ]}
      />
      {editor === 'import' && <PlanImportForm make={make} check={check} save={savePlan} />}
      {editor === 'json' && (
        <PlanEditor
          text={planText(copy === undefined ? FIRST_PLAN : { ...copy.plan, name: copy.name })}
          description={copy?.description}
          check={check}
          save={savePlan}
        />
      )}
      {editor === 'form' && (
        <ScenarioForm
          from={
            copy !== undefined && formPlan !== undefined ? { ...copy, plan: formPlan } : undefined
          }
          save={save}
        />
      )}
    </>
  );
}
