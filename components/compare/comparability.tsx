import { Section } from '@/components/ui/page';
import { rowLine, Table, Td, Th } from '@/components/ui/table';
import type { CompareSide, Difference } from '@/lib/compare/model';
import { plural } from '@/lib/core/number';
import { sideName } from './side-labels';

interface ComparabilityProps {
  sides: readonly CompareSide[];
  baseline: CompareSide;
  differences: readonly { key: string; differences: readonly Difference[] }[];
}

/** In what the runs differ besides what they measured: first of all, for it says what a change may mean. */
export function Comparability({ sides, baseline, differences }: ComparabilityProps) {
  const rows = differences.flatMap(({ key, differences: found }) =>
    found.map((difference) => ({ key, ...difference })),
  );
  const several = differences.length > 1;
  const nameOf = (key: string) => {
    const side = sides.find((one) => one.key === key);
    return side === undefined ? key : sideName(side);
  };
  return (
    <Section
      title="Comparability"
      note={rows.length === 0 ? undefined : plural(rows.length, 'difference')}
    >
      {rows.length === 0 ? (
        <p className="text-ink-2">
          Same plan, target, target build, machine, duration and validity.
        </p>
      ) : (
        <Table className="as-list">
          <thead>
            <tr>
              <Th>Difference</Th>
              {several && <Th>Run</Th>}
              <Th>{sideName(baseline)}</Th>
              <Th>{several ? 'Compared run' : nameOf(differences[0]?.key ?? '')}</Th>
              <Th>Impact</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, field, base, candidate, words }) => (
              <tr key={`${key} ${field}`} className={`${rowLine} align-baseline`}>
                <Td className="py-1.5 font-medium first-letter:uppercase">{field}</Td>
                {several && <Td className="py-1.5">{nameOf(key)}</Td>}
                <Value label="from">{base}</Value>
                <Value label="to">{candidate}</Value>
                <Td className="py-1.5 whitespace-normal! text-pretty text-ink-2 max-sm:col-span-2">
                  {words}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function Value({ label, children }: { label: string; children: string }) {
  return (
    <Td
      label={label}
      className="max-w-64 truncate py-1.5 max-sm:col-span-2 max-sm:whitespace-normal!"
      title={children}
    >
      {children}
    </Td>
  );
}
