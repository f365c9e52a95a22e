import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { clock, span } from '@/lib/core/duration';
import { count, threeDigits } from '@/lib/core/number';
import { rateLabel } from '@/lib/plan/labels';
import { type RateStage, ratesOf } from '@/lib/plan/load';
import type { LoadPlan } from '@/lib/plan/load-plan';

/** A plan's stages, each with when it begins; a replay has none. */
export function StageTable({ load }: { load: LoadPlan['load'] }) {
  if (load.model === 'open' && load.arrivals === 'replay')
    return (
      <p className="text-sm text-ink-2">
        Replay of {count(load.timestampsMs.length)} recorded arrivals
        {load.speed !== undefined && load.speed !== 1 && ` at ${trimmed(load.speed)}× speed`}.
      </p>
    );
  return load.model === 'open' ? (
    <RateStages stages={load.stages} />
  ) : (
    <Stages
      stages={load.stages}
      heads={['Users', 'Spawn rate (/s)']}
      cells={(stage) => [count(stage.users), trimmed(stage.spawnPerSecond)]}
    />
  );
}

function RateStages({ stages }: { stages: readonly RateStage[] }) {
  return (
    <Stages
      stages={stages}
      heads={['Rate', 'Ramp to']}
      cells={(stage) => {
        const { from, to } = ratesOf(stage);
        return [rateLabel(from), from === to ? '' : rateLabel(to)];
      }}
    />
  );
}

interface StagesProps<S> {
  stages: readonly S[];
  heads: readonly [string, string];
  cells: (stage: S) => readonly [string, string];
}

function Stages<S extends { durationMs: number }>({ stages, heads, cells }: StagesProps<S>) {
  const starts = stages.map((_, index) =>
    stages.slice(0, index).reduce((sum, stage) => sum + stage.durationMs, 0),
  );
  return (
    <Table>
      <thead>
        <tr>
          <Th>Stage</Th>
          <Th className={numeric}>Start</Th>
          <Th className={numeric}>{heads[0]}</Th>
          <Th className={numeric}>{heads[1]}</Th>
          <Th className={numeric}>Duration</Th>
        </tr>
      </thead>
      <tbody>
        {stages.map((stage, index) => {
          const [first, second] = cells(stage);
          return (
            <tr key={starts[index]} className={rowLine}>
              <Td>{index + 1}</Td>
              <Td className={numeric}>{clock(starts[index])}</Td>
              <Td className={numeric}>{first}</Td>
              <Td className={numeric}>{second}</Td>
              <Td className={numeric}>{span(stage.durationMs)}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function trimmed(value: number): string {
  return Number.isInteger(value) ? count(value) : threeDigits(value);
}
