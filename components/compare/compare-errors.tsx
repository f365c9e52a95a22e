import { shortEndpoint } from '@/components/runs/charts/run-series';
import { outcomeLabel } from '@/components/runs/tables/outcome-labels';
import { Badge, type Tone } from '@/components/ui/badge';
import { Section } from '@/components/ui/page';
import { numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import type { MeasuredSide } from '@/lib/compare/model';
import { count } from '@/lib/core/number';
import { type ErrorChange, errorChanges } from './error-changes';
import { sideName, sideShortName } from './side-labels';

const TONES: Record<ErrorChange['is'], Tone> = {
  new: 'fail',
  resolved: 'pass',
  'in both': 'neutral',
};

/** Which errors are new, and which are resolved. */
export function CompareErrors({
  sides,
  baseline,
}: {
  sides: readonly MeasuredSide[];
  baseline: string;
}) {
  const errors = errorChanges(sides, baseline);
  if (errors.length === 0)
    return (
      <Section title="Errors">
        <p className="text-ink-2">No errors in any of these runs.</p>
      </Section>
    );
  return (
    <Section title="Errors" note={summary(errors)}>
      <Table className="as-list">
        <thead>
          <tr>
            <Th>Change</Th>
            <Th>Error</Th>
            <Th>Endpoint</Th>
            {sides.map((side) => (
              <Th key={side.key} className={numeric}>
                {sideName(side)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {errors.map(({ endpoint, outcome, code, message, counts, is }) => (
            <tr
              key={JSON.stringify([endpoint, outcome, code, message])}
              className={`${rowLine} align-baseline`}
            >
              <Td className="py-1.5">
                <Badge tone={TONES[is]}>{is}</Badge>
              </Td>
              <Td className="py-1.5 whitespace-normal! max-sm:order-1 max-sm:col-span-2">
                <span className="font-medium text-fail">{outcomeLabel(outcome)}</span>{' '}
                {code !== '' && <code className="font-mono text-xs text-ink-2">{code}</code>}{' '}
                {message}
              </Td>
              <Td className="py-1.5 font-mono text-xs" title={endpoint}>
                {shortEndpoint(endpoint)}
              </Td>
              {sides.map((side) => (
                <Td
                  key={side.key}
                  label={sideShortName(side)}
                  className={`${numeric} py-1.5 max-sm:order-2 max-sm:text-left`}
                >
                  {count(counts[side.key])}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function summary(errors: readonly ErrorChange[]): string {
  const number = (is: ErrorChange['is']) => errors.filter((error) => error.is === is).length;
  return `${number('new')} new, ${number('resolved')} resolved, ${number('in both')} in both.`;
}
