import { changeText, intervalText } from '@/components/compare/change-labels';
import { compareHref } from '@/components/compare/compare-href';
import { Section } from '@/components/ui/section';
import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { Confirmation } from '@/lib/confirmations/model';

interface Row {
  label: string;
  href?: string;
  change?: number;
  low?: number;
  high?: number;
}

/** What each pair alone says of p95, and all of them together: whether they agree is seen at a glance. */
export function PairTable({ pairs, endpoints, margin }: Confirmation) {
  if (pairs.length === 0) return null;
  const pooled = endpoints
    .find(({ name }) => name === '')
    ?.metrics.find(({ metric }) => metric === 'p95');
  const rows: Row[] = pairs.map((pair, index) => ({
    ...pair,
    label: `Pair ${index + 1}`,
    href: compareHref({ keys: [String(pair.base), String(pair.candidate)] }),
  }));
  if (pooled !== undefined) rows.push({ ...pooled, label: 'Together' });
  const edge = Math.max(
    margin,
    ...rows.flatMap(({ low, high }) => [Math.abs(low ?? 0), Math.abs(high ?? 0)]),
  );
  return (
    <Section title="Pair by pair" note="Change of p95 of all requests, with intervals of 95 %.">
      <Table>
        <thead>
          <tr>
            <Th>Pair</Th>
            <Th className={numeric}>Change</Th>
            <Th className={numeric}>Interval</Th>
            <Th className="w-1/2">
              <span className="sr-only">Interval as a line; grey is within the margin</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label} className={rowLine}>
              <Td className={row.href === undefined ? 'font-semibold' : ''}>
                {row.href === undefined ? (
                  row.label
                ) : (
                  <TextLink href={row.href}>{row.label}</TextLink>
                )}
              </Td>
              <Td className={`${numeric} font-medium`}>{changeText('p95', row.change)}</Td>
              <Td className={`${numeric} text-ink-3`}>
                {intervalText({ ...row, metric: 'p95', verdict: 'inconclusive' })}
              </Td>
              <Td>
                <Whisker {...row} edge={edge} margin={margin} strong={row.href === undefined} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

interface WhiskerProps extends Row {
  /** What the ends of the axis stand for. */
  edge: number;
  margin: number;
  strong: boolean;
}

/** An interval on an axis from −edge to +edge; the margin is grey, no change is the line in the middle. */
function Whisker({ change, low, high, edge, margin, strong }: WhiskerProps) {
  const x = (share: number) => 50 + (share / edge) * 48;
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" className="h-5 w-full" aria-hidden="true">
      <rect x={x(-margin)} width={x(margin) - x(-margin)} height="10" fill="var(--none-soft)" />
      <path d="M50 0v10" stroke="var(--line-strong)" vectorEffect="non-scaling-stroke" />
      {low !== undefined && high !== undefined && (
        <path
          d={`M${x(low)} 5H${x(high)}`}
          stroke={strong ? 'var(--ink)' : 'var(--accent)'}
          strokeWidth={strong ? 4 : 2}
          vectorEffect="non-scaling-stroke"
        />
      )}
      {change !== undefined && (
        <path
          d={`M${x(change)} 1v8`}
          stroke={strong ? 'var(--ink)' : 'var(--accent)'}
          strokeWidth="3"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}
