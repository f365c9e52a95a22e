import { LoadShape } from '@/components/charts/load-shape';
import { planFacts } from '@/components/runs/plan-facts';
import { StageTable } from '@/components/runs/tables/stage-table';
import { Quantity } from '@/components/ui/figures';
import { Section } from '@/components/ui/page';
import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { percent } from '@/lib/core/number';
import { usersOf } from '@/lib/plan/figures';
import { isOpenPlan } from '@/lib/plan/load-plan';
import type { RequestSpec } from '@/lib/plan/request';
import type { ScenarioView } from '@/lib/scenarios/model';
import { BEHAVIOUR_LABELS } from './behaviour-labels';

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
        <Section title={isOpenPlan(plan) ? 'Requests' : 'User behaviour'}>
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
            {BEHAVIOUR_LABELS[user.behaviour].name}
            {users.length > 1 && (
              <span className="nums font-normal text-ink-3">
                {' '}
                {Math.round((user.weight / total) * 100)} %
              </span>
            )}
          </p>
          <p className="text-sm text-pretty text-ink-2">{BEHAVIOUR_LABELS[user.behaviour].does}</p>
        </li>
      ))}
    </ul>
  );
}

/** A plan's own requests, each with its share and what it sends. */
function RequestTable({ requests }: { requests: readonly RequestSpec[] }) {
  const total = requests.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <Table>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Request</Th>
          <Th className={numeric}>Share</Th>
        </tr>
      </thead>
      <tbody>
        {requests.map((request, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: requests may share a name, and never move.
          <tr key={index} className={rowLine}>
            <Td className="max-w-48 truncate font-medium">{request.name}</Td>
            <Td className="max-w-72 truncate">
              <code className="font-mono text-xs">{lineOf(request)}</code>
            </Td>
            <Td className={numeric}>
              <Quantity of={percent(request.weight / total)} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** "GET /api/jobs", "JSON-RPC training.get_status". */
function lineOf(request: RequestSpec): string {
  return 'http' in request
    ? `${request.http.method} ${request.http.path}`
    : `JSON-RPC ${request.rpc.method}`;
}
