import { Badge } from '@/components/ui/badge';
import { Section } from '@/components/ui/section';
import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import type { CapacityPage } from '@/lib/capacity/model';
import { textOf } from '@/lib/core/number';
import { rate } from '@/lib/format/number';
import { levelWords } from '@/lib/plan/level-words';
import { REPORTED_CAPACITY } from '@/lib/plan/reported-runs';

/** What the original ticket claims, beside what was measured here. */
export function ReportedProjections({ page }: { page: CapacityPage }) {
  const { line, chosen, fit } = page;
  const known = line.state === 'known' ? line.line : undefined;
  const measured = {
    users: known && chosen?.unit === 'users' ? levelWords(known.load, 'users') : '–',
    requestsPerSecond: textOf(rate(known?.throughput)),
    jobs: '–',
  } as const;
  const peak = textOf(rate(fit?.peakThroughput ?? fit?.ceiling));
  return (
    <Section
      title="The reported projections"
      note={<Badge tone="none">reported, not measured, without a formula</Badge>}
    >
      <Table>
        <thead>
          <tr>
            <Th>Of what</Th>
            <Th className={numeric}>Reported now</Th>
            <Th className={numeric}>Reported after scaling</Th>
            <Th className={numeric}>Measured here at the line</Th>
            <Th className={numeric}>Most by the law</Th>
          </tr>
        </thead>
        <tbody>
          {REPORTED_CAPACITY.map(({ key, label, now, projected }) => (
            <tr key={key} className={rowLine}>
              <Td>{label}</Td>
              <Td className={`${numeric} text-ink-3`}>{now}</Td>
              <Td className={`${numeric} text-ink-3`}>{projected}</Td>
              <Td className={`${numeric} font-medium`}>{measured[key]}</Td>
              <Td className={numeric}>{key === 'requestsPerSecond' ? peak : '–'}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
