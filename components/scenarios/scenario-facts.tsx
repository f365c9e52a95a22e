import { LoadShape } from '@/components/charts/load-shape';
import { planFacts } from '@/components/runs/plan-facts';
import { StageTable } from '@/components/runs/tables/stage-table';
import { Section } from '@/components/ui/section';
import { isOpenPlan } from '@/lib/plan/is-open-plan';
import { usersOf } from '@/lib/plan/plan-users';
import type { ScenarioView } from '@/lib/scenarios/model';
import { BEHAVIOUR_WORDS } from './behaviours';
import { RequestTable } from './request-table';

/** A scenario as it stands: its shape, its stages, and what its users do. */
export function ScenarioFacts({ scenario }: { scenario: ScenarioView }) {
  const { plan, shape, durationMs } = scenario;
  return (
    <>
      <div className="rounded-lg border bg-surface p-4">
        <LoadShape shape={shape} durationMs={durationMs} height={140} labelled />
      </div>
      <div className="grid gap-x-8 lg:grid-cols-2">
        <Section title="Load">
          <StageTable load={plan.load} />
          <dl className="mt-3 border-t">
            {planFacts(plan).map(({ name, value }) => (
              <div key={name} className="flex min-h-8 gap-4 border-b py-1.5 text-sm">
                <dt className="w-36 shrink-0 text-ink-3">{name}</dt>
                <dd className="nums min-w-0">{value}</dd>
              </div>
            ))}
          </dl>
        </Section>
        <Section title={isOpenPlan(plan) ? 'What is asked' : 'What the users do'}>
          {plan.requests === undefined ? (
            <Behaviours users={usersOf(plan)} />
          ) : (
            <RequestTable requests={plan.requests} />
          )}
        </Section>
      </div>
    </>
  );
}

function Behaviours({ users }: { users: ReturnType<typeof usersOf> }) {
  const total = users.reduce((sum, user) => sum + user.weight, 0);
  return (
    <ul className="divide-y rounded-lg border bg-surface">
      {users.map((user) => (
        <li key={user.behaviour} className="px-3 py-2.5">
          <p className="font-medium">
            {BEHAVIOUR_WORDS[user.behaviour].name}
            {users.length > 1 && (
              <span className="nums font-normal text-ink-3">
                {' '}
                {Math.round((user.weight / total) * 100)} %
              </span>
            )}
          </p>
          <p className="text-sm text-pretty text-ink-2">{BEHAVIOUR_WORDS[user.behaviour].does}</p>
        </li>
      ))}
    </ul>
  );
}
