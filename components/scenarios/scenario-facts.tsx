import { LoadShape } from '@/components/charts/load-shape';
import { StageTable } from '@/components/runs/stage-table';
import { Section } from '@/components/ui/section';
import { span } from '@/lib/format/duration';
import type { ScenarioView } from '@/lib/runs/scenario-view';
import { BEHAVIOUR_WORDS } from './behaviours';

/** A scenario as it stands: its shape, its stages, and what its users do. */
export function ScenarioFacts({ scenario }: { scenario: ScenarioView }) {
  const { plan, shape, durationMs } = scenario;
  const total = plan.users.reduce((sum, user) => sum + user.weight, 0);
  return (
    <>
      <div className="rounded-lg border bg-surface p-4">
        <LoadShape shape={shape} durationMs={durationMs} height={140} labelled />
      </div>
      <div className="grid gap-x-8 lg:grid-cols-2">
        <Section title="Stages">
          <StageTable stages={plan.load.stages} />
        </Section>
        <Section title="What the users do">
          <ul className="divide-y rounded-lg border bg-surface">
            {plan.users.map((user) => (
              <li key={user.behaviour} className="px-3 py-2.5">
                <p className="font-medium">
                  {BEHAVIOUR_WORDS[user.behaviour].name}
                  {plan.users.length > 1 && (
                    <span className="nums font-normal text-ink-3">
                      {' '}
                      {Math.round((user.weight / total) * 100)} % of users
                    </span>
                  )}
                </p>
                <p className="text-sm text-pretty text-ink-2">
                  {BEHAVIOUR_WORDS[user.behaviour].does}
                </p>
              </li>
            ))}
            {plan.load.waitMs !== undefined && (
              <li className="px-3 py-2.5 text-sm">
                All wait {span(plan.load.waitMs.min)} to {span(plan.load.waitMs.max)} between tasks
                instead.
              </li>
            )}
            <li className="px-3 py-2.5 text-sm text-ink-2">
              A request is cut off after {span(plan.timeoutMs)}.
            </li>
          </ul>
        </Section>
      </div>
    </>
  );
}
