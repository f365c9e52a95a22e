import { ButtonLink } from '@/components/ui/button';
import { Empty, Lead, Notice, PageHeader } from '@/components/ui/page';
import { rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import type { CompareSuggestion } from '@/lib/compare/model';
import { compareHref } from './compare-href';

interface CompareStartProps {
  problems: readonly string[];
  suggestions: readonly CompareSuggestion[];
}

/** Nothing is chosen yet, or what is cannot be compared: the ways in. */
export function CompareStart({ problems, suggestions }: CompareStartProps) {
  const choose = (
    <ButtonLink href="/runs" variant="primary">
      Select runs
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Compare" action={suggestions.length > 0 ? choose : undefined} />
      {problems.length > 0 && (
        <div className="mb-6">
          <Notice tone="fail" title="These runs cannot be compared." role="alert">
            {problems.join(' ')}
          </Notice>
        </div>
      )}
      {suggestions.length === 0 ? (
        <Empty title="Nothing to compare yet" action={choose}>
          You need two ended runs. Select them in the run history, or run a scenario twice.
        </Empty>
      ) : (
        <>
          <Lead>
            Select two to five runs in the run history, or compare the latest run of a scenario with
            an earlier one.
          </Lead>
          <Table className="as-list">
            <thead>
              <tr>
                <Th>Scenario</Th>
                <Th>Target</Th>
                <Th>Compare</Th>
              </tr>
            </thead>
            <tbody>
              {suggestions.map(({ scenario, target, base, candidate, why }) => (
                <tr key={candidate} className={`${rowLine} hover:bg-hover`}>
                  <Td className="font-medium">{scenario}</Td>
                  <Td>{target}</Td>
                  <Td className="max-sm:col-span-2">
                    <TextLink href={compareHref({ keys: [String(base), String(candidate)] })}>
                      Run {candidate} with run {base}, {why}
                    </TextLink>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </>
      )}
    </>
  );
}
