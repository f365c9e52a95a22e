import { Section } from '@/components/ui/page';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { latency, span } from '@/lib/core/duration';
import { bytes, type Quantity, rate, textOf, threeDigits } from '@/lib/core/number';
import type { RunDrift as Drift } from '@/lib/runs/model';
import { driftSummary } from './drift-summary';

const STYLES: Record<Drift['metric'], { name: string; shown: (value: number) => Quantity }> = {
  p95Ms: { name: 'Response time p95', shown: latency },
  requestsPerSecond: { name: 'Throughput', shown: rate },
  memoryBytes: { name: 'Target memory', shown: bytes },
  jobQueue: { name: 'Queued jobs', shown: (value) => ({ value: threeDigits(value), unit: '' }) },
};

/** Whether anything drifts while the load stands still, and how long that may go on. */
export function RunDrift({ drift }: { drift: readonly Drift[] }) {
  if (drift.length === 0) return null;
  return (
    <Section title="Drift" note="During steady load: Theil–Sen slope with 95 % interval.">
      <p className="nums mb-3 max-w-[96ch] text-pretty">{driftSummary(drift)}</p>
      <Table>
        <thead>
          <tr>
            <Th>Metric</Th>
            <Th className={numeric}>At the end</Th>
            <Th className={numeric}>Per hour</Th>
            <Th className={`${numeric} ${minor}`}>95 % interval</Th>
            <Th className={`${numeric} ${minor}`}>p (Mann–Kendall)</Th>
            <Th className={numeric}>Limit reached in</Th>
          </tr>
        </thead>
        <tbody>
          {drift.map((one) => {
            const { name, shown } = STYLES[one.metric];
            const signed = (value: number) =>
              `${value < 0 ? '−' : '+'}${textOf(shown(Math.abs(value)))}`;
            return (
              <tr key={one.metric} className={rowLine}>
                <Td>{name}</Td>
                <Td className={numeric}>{textOf(shown(one.now))}</Td>
                <Td className={`${numeric} ${one.isSure ? 'font-medium' : 'text-ink-3'}`}>
                  {signed(one.perHour)}
                </Td>
                <Td className={`${numeric} ${minor} text-ink-3`}>
                  {signed(one.lowPerHour)} to {signed(one.highPerHour)}
                </Td>
                <Td className={`${numeric} ${minor}`}>
                  {one.p < 0.001 ? '<0.001' : one.p.toFixed(3)}
                </Td>
                <Td className={numeric}>{breaksIn(one)}</Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </Section>
  );
}

function breaksIn({ limit, isSure, breaksInMs, breaksEarliestMs, breaksLatestMs }: Drift): string {
  if (limit === undefined) return 'no limit';
  if (!isSure || breaksInMs === undefined) return 'not trending';
  const latest = breaksLatestMs === undefined ? 'open' : span(breaksLatestMs);
  return `${span(breaksInMs)} (${span(breaksEarliestMs)} to ${latest})`;
}
