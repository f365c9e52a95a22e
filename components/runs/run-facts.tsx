import type { ReactNode } from 'react';
import { LoadShape } from '@/components/charts/load-shape';
import { Section } from '@/components/ui/page';
import { bytes, plural, textOf } from '@/lib/core/number';
import { loadShape, plannedMs } from '@/lib/plan/figures';
import type { RunDetail } from '@/lib/runs/model';
import { planFacts, requestsSummary } from './plan-facts';
import { StageTable } from './tables/stage-table';

/** What was sent and from where: all it takes to send the same again. */
export function RunFacts({ run }: { run: RunDetail }) {
  const { plan, environment, target } = run;
  return (
    <div className="grid gap-x-8 lg:grid-cols-2">
      <Section title="Plan">
        <LoadShape shape={loadShape(plan)} durationMs={plannedMs(plan)} height={56} labelled />
        <div className="mt-4">
          <StageTable load={plan.load} />
        </div>
        <Facts>
          <Fact name="Behaviour">{requestsSummary(plan)}</Fact>
          {planFacts(plan).map(({ name, value }) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
          <Fact name="Evaluated against">{objectivesLabel(run)}</Fact>
          <Fact name="Plan hash">
            <code className="font-mono text-xs break-all">{run.planHash}</code>
          </Fact>
          <Fact name="Seed">
            <code className="font-mono text-xs">{run.seed}</code>
          </Fact>
        </Facts>
      </Section>
      <Section title="Environment">
        <Facts>
          <Fact name="Target">
            {environment?.target ?? target.name}
            <br />
            <code className="font-mono text-xs break-all text-ink-2">{target.url}</code>
          </Fact>
          {environment === undefined ? (
            <Fact name="Generator">unknown until a worker starts the run</Fact>
          ) : (
            <>
              <Fact name="Generator">
                {environment.cpu}, {plural(environment.cores, 'core')},{' '}
                {textOf(bytes(environment.memoryBytes))}
              </Fact>
              <Fact name="System">{environment.platform}</Fact>
              <Fact name="Node.js">{environment.node}</Fact>
              <Fact name="Plimsoll">{environment.plimsoll}</Fact>
            </>
          )}
        </Facts>
      </Section>
    </div>
  );
}

/** "Strict, version 2"; what the plan itself asks for stands among its own facts. */
function objectivesLabel({ profile, plan }: RunDetail): string {
  if (profile !== undefined) return `${profile.name}, version ${profile.version}`;
  return plan.objectives === undefined ? 'no objectives' : 'the plan’s objectives';
}

function Facts({ children }: { children: ReactNode }) {
  return <dl className="mt-3 border-t">{children}</dl>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-8 gap-4 border-b py-1.5 text-sm">
      <dt className="w-36 shrink-0 text-ink-3">{name}</dt>
      <dd className="nums min-w-0">{children}</dd>
    </div>
  );
}
