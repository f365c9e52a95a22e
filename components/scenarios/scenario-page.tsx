import { Copy, Play } from 'lucide-react';
import { May } from '@/components/access/may';
import { Badge } from '@/components/ui/badge';
import { Button, ButtonLink } from '@/components/ui/button';
import { DeleteButton } from '@/components/ui/delete-dialog';
import type { FormAction, FormState } from '@/components/ui/forms/form-state';
import { Lead, PageHeader } from '@/components/ui/page';
import { TextLink } from '@/components/ui/text-link';
import { plural } from '@/lib/core/number';
import { planSummary } from '@/lib/plan/labels';
import { planText } from '@/lib/plan/plan-text';
import type { ProfileView } from '@/lib/profiles/model';
import type { ScenarioView } from '@/lib/scenarios/model';
import type { TargetView } from '@/lib/targets/model';
import { fitsForm } from './draft';
import { EditorTabs } from './editor-tabs';
import type { CheckPlan } from './plan-check';
import { PlanEditor } from './plan-editor';
import { ScenarioFacts } from './scenario-facts';
import { ScenarioForm } from './scenario-form';
import { ScenarioProfile } from './scenario-profile';
import { StartDialog } from './start-dialog';

interface ScenarioPageProps {
  scenario: ScenarioView;
  targets: readonly TargetView[];
  profiles: readonly ProfileView[];
  start: FormAction;
  setProfile: (id: number, slug: string) => Promise<FormState>;
  save: FormAction;
  savePlan: FormAction;
  check: CheckPlan;
  /** "json": edited as JSON. */
  as?: string;
  remove: (id: number) => Promise<FormState>;
}

/** One's own scenario can be edited in place; a built-in one is shown, and copied to be changed. */
export function ScenarioPage(props: ScenarioPageProps) {
  const { scenario, targets, profiles, start, save, savePlan, check, as, remove } = props;
  return (
    <>
      <PageHeader
        title={scenario.name}
        badge={<Badge>{scenario.builtIn ? 'built-in' : `version ${scenario.version}`}</Badge>}
        action={
          <>
            {!scenario.builtIn && (
              <DeleteButton
                id={scenario.id}
                name={scenario.name}
                kind="scenario"
                remove={remove}
                returnTo="/scenarios"
              >
                Its stages and description are deleted.
                {scenario.runs > 0 &&
                  ` Its ${plural(scenario.runs, 'run')} are kept, each with its own copy of the plan.`}
              </DeleteButton>
            )}
            <May scope="plans:edit">
              <ButtonLink href={`/scenarios/new?from=${scenario.id}`}>
                <Copy className="size-3.5" aria-hidden="true" />
                Duplicate to edit
              </ButtonLink>
            </May>
            <StartDialog
              scenarios={[scenario]}
              targets={targets}
              profiles={profiles}
              start={start}
              trigger={
                <Button variant="primary">
                  <Play className="size-3.5 fill-current" aria-hidden="true" />
                  Run “{scenario.name}”
                </Button>
              }
            />
          </>
        }
      >
        {scenario.runs > 0 && (
          <p className="mt-1 text-ink-2">
            <TextLink href={`/runs?scenario=${encodeURIComponent(scenario.name)}`}>
              {plural(scenario.runs, 'run')}
            </TextLink>
          </p>
        )}
      </PageHeader>
      <Lead>{scenario.description || planSummary(scenario.plan)}</Lead>
      <ScenarioProfile scenario={scenario} profiles={profiles} set={props.setProfile} />
      {scenario.builtIn ? (
        <ScenarioFacts scenario={scenario} />
      ) : (
        <EditScenario scenario={scenario} as={as} save={save} savePlan={savePlan} check={check} />
      )}
    </>
  );
}

interface EditScenarioProps {
  scenario: ScenarioView;
  /** "json" for the JSON where the form would do too. */
  as?: string;
  save: FormAction;
  savePlan: FormAction;
  check: CheckPlan;
}

/** One's own scenario, changed in place. */
function EditScenario({ scenario, as, save, savePlan, check }: EditScenarioProps) {
  const { id, version, description, plan } = scenario;
  if (!fitsForm(plan) || as === 'json')
    return (
      <>
        {fitsForm(plan) && <ScenarioEditorTabs id={id} json />}
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
      <ScenarioEditorTabs id={id} json={false} />
      <ScenarioForm key={version} from={{ ...scenario, plan }} save={save} />
    </>
  );
}

function ScenarioEditorTabs({ id, json }: { id: number; json: boolean }) {
  return (
    <EditorTabs
      tabs={[
        { href: `/scenarios/${id}`, label: 'Form', current: !json },
        { href: `/scenarios/${id}?as=json`, label: 'JSON', current: json },
      ]}
    />
  );
}
