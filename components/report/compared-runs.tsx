import { sideName } from '@/components/compare/sides';
import { Instant } from '@/components/ui/instant';
import { Section } from '@/components/ui/section';
import { span } from '@/lib/core/duration';
import { MISSING, textOf } from '@/lib/core/number';
import { bytes, count } from '@/lib/format/number';
import type { MeasuredSide } from '@/lib/runs/compare-page';

/** Each of the runs: what it was, on which machine, and by which hash its plan is known. */
export function ComparedRuns({ sides }: { sides: readonly MeasuredSide[] }) {
  if (sides.length === 0) return null;
  return (
    <Section title="The runs">
      <div className="flex flex-col gap-4">
        {sides.map((side) => (
          <RunBlock key={side.key} side={side} />
        ))}
      </div>
    </Section>
  );
}

function RunBlock({ side }: { side: MeasuredSide }) {
  const { run, requests } = side;
  const { environment: at } = run;
  const facts = [
    ['Scenario', run.scenario],
    ['Target', [run.target, at?.target].filter(Boolean).join(', ')],
    ['Length', `${span(run.durationMs)}, ${count(requests)} requests`],
    ['Validity', run.validity ?? MISSING],
    [
      'Generator',
      at === undefined
        ? MISSING
        : `${at.cpu}, ${at.cores} cores, ${textOf(bytes(at.memoryBytes))}, ${at.platform}, Node.js ${at.node}, Plimsoll ${at.plimsoll}`,
    ],
  ] as const;
  return (
    <div>
      <h3 className="mb-1 font-medium">{sideName(side)}</h3>
      <dl className="grid grid-cols-[8rem_1fr] gap-y-0.5 text-sm">
        {facts.map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-ink-3">{name}</dt>
            <dd className="nums">{value}</dd>
          </div>
        ))}
        <dt className="text-ink-3">Started</dt>
        <dd className="nums">
          <Instant iso={run.startedAt} />
        </dd>
        <dt className="text-ink-3">Plan hash</dt>
        <dd className="font-mono text-xs break-all">{run.planHash}</dd>
      </dl>
    </div>
  );
}
