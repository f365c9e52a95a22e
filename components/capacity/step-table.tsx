import { Badge } from '@/components/ui/badge';
import { minor, numeric, rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { latency, span } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import { count, percent, rate } from '@/lib/format/number';
import { levelWords } from '@/lib/plan/level-words';
import type { SearchStepView, SearchView } from '@/lib/runs/search';
import { REASON_WORDS } from './search/search-summary';

/** Every step: why its load was tried, what it showed, and how long the target needed to come to rest. */
export function StepTable({ search: { steps, unit } }: { search: SearchView }) {
  if (steps.length === 0) return <p className="text-sm text-ink-3">No step yet.</p>;
  return (
    <Table>
      <thead>
        <tr>
          <Th className={numeric}>Step</Th>
          <Th className={numeric}>Load</Th>
          <Th className={minor}>Why</Th>
          <Th>Result</Th>
          <Th className={numeric}>Answered</Th>
          <Th className={numeric}>p95</Th>
          <Th className={`${numeric} ${minor}`}>Failed</Th>
          <Th className={`${numeric} ${minor}`}>Requests</Th>
          <Th className={`${numeric} ${minor}`}>Measured</Th>
          <Th className={`${numeric} ${minor}`}>At rest after</Th>
          <Th>Run</Th>
        </tr>
      </thead>
      <tbody>
        {steps.map((step) => (
          <tr key={step.number} className={rowLine}>
            <Td className={`${numeric} text-ink-3`}>{step.number}</Td>
            <Td className={`${numeric} font-medium`}>{levelWords(step.load, unit)}</Td>
            <Td className={`${minor} text-ink-3`}>{REASON_WORDS[step.reason]}</Td>
            <Td>
              <StepBadge {...step} />
            </Td>
            <Td className={numeric}>{textOf(rate(step.result?.throughput))}</Td>
            <Td className={numeric}>{textOf(latency(step.result?.p95Ms))}</Td>
            <Td className={`${numeric} ${minor}`}>{textOf(percent(step.result?.failureRate))}</Td>
            <Td className={`${numeric} ${minor}`}>{count(step.result?.requests)}</Td>
            <Td className={`${numeric} ${minor}`}>
              {step.result === undefined ? '–' : span(step.result.measuredMs)}
            </Td>
            <Td className={`${numeric} ${minor}`}>
              {step.drainMs === undefined ? '–' : textOf(latency(step.drainMs))}
            </Td>
            <Td>
              {step.run === undefined ? (
                '–'
              ) : (
                <TextLink href={`/runs/${step.run}`} prefetch={false}>
                  {step.run}
                </TextLink>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function StepBadge({ status, result, trouble }: SearchStepView) {
  if (trouble !== undefined)
    return (
      <span title={trouble}>
        <Badge tone="warn">Not believed</Badge>
      </span>
    );
  if (result === undefined)
    return <Badge tone="none">{status === 'running' ? 'Measuring' : 'Cut off'}</Badge>;
  const sure = result.sure ? 'sure' : 'by its end';
  return (
    <span className="flex items-center gap-2" title={result.doubt ?? result.broke}>
      <Badge tone={result.holds ? 'pass' : 'fail'}>{result.holds ? 'Holds' : 'Breaks'}</Badge>
      <span className="text-xs text-ink-3 max-sm:hidden">{sure}</span>
      {result.doubt !== undefined && <Badge tone="warn">generator in doubt</Badge>}
    </span>
  );
}
