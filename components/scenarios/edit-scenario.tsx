import type { FormAction } from '@/components/ui/forms/form-state';
import { planText } from '@/lib/plan/plan-text';
import type { ScenarioView } from '@/lib/scenarios/model';
import { fitsForm } from './draft';
import type { CheckPlan } from './plan-check';
import { PlanEditor } from './plan-editor';
import { ScenarioForm } from './scenario-form';
import { WaysIn } from './ways-in';

interface EditScenarioProps {
  scenario: ScenarioView;
  /** "json" for the JSON where the form would do too. */
  as?: string;
  save: FormAction;
  savePlan: FormAction;
  check: CheckPlan;
}

/** One's own scenario, changed in place. */
export function EditScenario({ scenario, as, save, savePlan, check }: EditScenarioProps) {
  const { id, version, description, plan } = scenario;
  if (!fitsForm(plan) || as === 'json')
    return (
      <>
        {fitsForm(plan) && <Ways id={id} json />}
        <PlanEditor
          key={version}
          id={id}
          text={planText(plan)}
          description={description}
          check={check}
          save={savePlan}
        />
      </>
    );
  return (
    <>
      <Ways id={id} json={false} />
      <ScenarioForm key={version} from={{ ...scenario, plan }} save={save} />
    </>
  );
}

function Ways({ id, json }: { id: number; json: boolean }) {
  return (
    <WaysIn
      ways={[
        { href: `/scenarios/${id}`, label: 'Form', current: !json },
        { href: `/scenarios/${id}?as=json`, label: 'JSON', current: json },
      ]}
    />
  );
}
