import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { VerdictBadge } from '@/components/verdict/verdict-badge';
import type { CapacityPoint } from '@/lib/capacity/model';
import { latency, span } from '@/lib/core/duration';
import { percent, rate, textOf, threeDigits } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';
import type { LoadUnit } from '@/lib/plan/scale';

/** What was measured at each steady level, from the smallest load on. */
export function LevelTable({ points, unit }: { points: readonly CapacityPoint[]; unit: LoadUnit }) {
  if (points.length === 0)
    return <p className="text-sm text-ink-3">None of these runs had a steady load level.</p>;
  return (
    <div className="max-h-[40rem] overflow-y-auto">
      <Table>
        <thead>
          <tr>
            <Th className={numeric}>Load</Th>
            <Th className={numeric}>Throughput</Th>
            <Th className={`${numeric} ${minor}`}>p50</Th>
            <Th className={numeric}>p95</Th>
            <Th className={`${numeric} ${minor}`}>95 % interval</Th>
            <Th className={`${numeric} ${minor}`}>Error rate</Th>
            <Th className={`${numeric} ${minor}`}>Little’s law</Th>
            <Th className={`${numeric} ${minor}`}>Duration</Th>
            <Th>Verdict</Th>
            <Th>Run</Th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={`${point.run} ${point.load} ${point.startedAt}`} className={rowLine}>
              <Td className={`${numeric} font-medium`}>{levelLabel(point.load, unit)}</Td>
              <Td className={numeric}>{textOf(rate(point.throughput))}</Td>
              <Td className={`${numeric} ${minor}`}>{textOf(latency(point.p50Ms))}</Td>
              <Td className={numeric}>{textOf(latency(point.p95Ms))}</Td>
              <Td className={`${numeric} ${minor} text-ink-3`}>
                {point.p95LowMs === undefined
                  ? '–'
                  : `${textOf(latency(point.p95LowMs))} to ${textOf(latency(point.p95HighMs))}`}
              </Td>
              <Td className={`${numeric} ${minor}`}>{textOf(percent(point.failureRate))}</Td>
              <Td className={`${numeric} ${minor}`}>
                {point.littleRatio === undefined ? '–' : `${threeDigits(point.littleRatio)} ×`}
              </Td>
              <Td className={`${numeric} ${minor}`}>{span(point.seconds * 1000)}</Td>
              <Td>
                {point.meets === undefined ? (
                  '–'
                ) : (
                  <span title={point.broke}>
                    <VerdictBadge verdict={point.meets ? 'pass' : 'fail'} />
                  </span>
                )}
              </Td>
              <Td>
                <TextLink href={`/runs/${point.run}`} prefetch={false}>
                  {point.run}
                </TextLink>{' '}
                <span className={`text-ink-3 ${minor}`}>{point.scenario}</span>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
