import { Command } from 'commander';
import { getCapacityPage } from '@/lib/capacity/get-capacity-page';
import type { CapacityPage, CapacityPoint } from '@/lib/capacity/model';
import { latency } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { percent, rate, textOf } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';
import { writeJson } from '../../json-text';
import { positiveNumber } from '../../option-values';
import { type Column, textTable } from '../../text-table';
import { withStore } from '../../with-store';
import { fitReport } from './fit-report';

interface ShowOptions {
  target?: string;
  family?: string;
  profile?: string;
  workers?: number;
  workersAfter?: number;
  costFactor?: number;
  price?: number;
  json?: string;
}

export function showCapacityCommand(): Command {
  return new Command('show')
    .description('show a target’s capacity from stored runs: curve, safe load, headroom, forecast')
    .option('--target <name>', 'target name; default: the one measured last')
    .option('--family <hash>', 'load family, if the target has several')
    .option('--profile <slug>', 'SLA profile that defines the safe load')
    .option('--workers <n>', 'what-if: current number of workers', positiveNumber)
    .option('--workers-after <n>', 'what-if: number of workers after the change', positiveNumber)
    .option('--cost-factor <factor>', 'what-if: cost per job (× today)', positiveNumber)
    .option('--price <amount>', 'cost of the service per hour', positiveNumber)
    .option('--json <file>', 'write the result as JSON')
    .action(async ({ json, family, ...options }: ShowOptions) => {
      const page = await withStore((store) =>
        getCapacityPage(store, { ...options, familyHash: family }),
      );
      if (page.chosen === undefined)
        throw new PlimsollError('not-found', 'No runs to analyse yet. Start one first.');
      if (json !== undefined) writeJson(json, page);
      console.log(capacityReport(page));
    });
}

/** What is known of a target's capacity, for a terminal. */
function capacityReport(page: CapacityPage): string {
  const { chosen, points, fit, profile } = page;
  if (chosen === undefined) return 'No runs to analyse yet.';
  const columns: Column<CapacityPoint>[] = [
    { title: 'Load', value: ({ load }) => levelLabel(load, chosen.unit), right: true },
    { title: 'Throughput', value: ({ throughput }) => textOf(rate(throughput)), right: true },
    { title: 'p95', value: ({ p95Ms }) => textOf(latency(p95Ms)), right: true },
    { title: 'Error rate', value: ({ failureRate }) => textOf(percent(failureRate)), right: true },
    {
      title: 'Profile',
      value: ({ meets }) => (meets === undefined ? '' : meets ? 'met' : 'violated'),
    },
    { title: 'Run', value: ({ run }) => String(run), right: true },
  ];
  return [
    `${chosen.target}, ${chosen.scenarios.join(', ')} (family ${chosen.familyHash}), profile ${profile?.name ?? '–'}:`,
    safeLoadSummary(page),
    ...headroomSummary(page),
    ...forecastSummary(page),
    ...whatIfSummary(page),
    '',
    textTable(columns, points),
    '',
    fit === undefined
      ? 'No curve yet: it needs runs at three or more steady load levels.'
      : fitReport(fit),
  ].join('\n');
}

function safeLoadSummary({ line, chosen }: CapacityPage): string {
  const unit = chosen?.unit ?? 'users';
  switch (line.state) {
    case 'known': {
      const { load, low, high, from, search, objective } = line.line;
      const by = from === 'search' ? `search ${search}` : 'stored runs';
      const what = objective === undefined ? '' : `; above it, ${objective} is violated`;
      return `Safe load: ${levelLabel(load, unit)} (${levelLabel(low, unit)} to ${levelLabel(high, unit)}), from ${by}${what}.`;
    }
    case 'not-reached':
      return `The profile is met up to ${levelLabel(line.above, unit)}, the highest load measured; the safe load is higher.`;
    case 'below-all':
      return `Even ${levelLabel(line.below, unit)}, the lowest load measured, violates the profile.`;
    case 'no-profile':
      return 'No profile selected, so there is no safe load.';
    case 'no-data':
      return 'These runs cannot be evaluated against the profile. Run a search.';
  }
}

function headroomSummary({ headRoom, chosen }: CapacityPage): string[] {
  if (headRoom === undefined || chosen === undefined) return [];
  const { now, share } = headRoom;
  return [
    `Traffic on ${now.at.slice(0, 10)}: ${levelLabel(now.value, chosen.unit)}. Headroom: ${textOf(percent(share))}.`,
  ];
}

function forecastSummary({ forecasts }: CapacityPage): string[] {
  const day = (ms: number | undefined) =>
    ms === undefined ? 'open' : new Date(ms).toISOString().slice(0, 10);
  return forecasts.map(({ growth, why, crossesAtMs, earliestMs, latestMs, reachesToMs }) => {
    const name = growth === 'linear' ? 'Linear growth' : 'Compound growth';
    if (why === 'crosses')
      return `${name} reaches the safe load on ${day(crossesAtMs)} (${day(earliestMs)} to ${day(latestMs)}).`;
    if (why === 'crossed') return `${name}: traffic already exceeds the safe load.`;
    if (why === 'not-growing') return `${name}: no growth.`;
    return `${name} does not reach the safe load before ${day(reachesToMs)}, the end of the forecast.`;
  });
}

function whatIfSummary({ whatIf: { asked, answer }, line, chosen }: CapacityPage): string[] {
  if (answer === undefined || line.state !== 'known' || chosen === undefined) return [];
  const then = (factor: number) => levelLabel(line.line.load * factor, chosen.unit);
  const where =
    answer.factor === undefined
      ? `between ${then(answer.low)} and ${then(answer.high)}, by the fitted model`
      : `${then(answer.factor)}, by the safe loads of earlier searches`;
  return [
    `Model, not measured: with ${asked.after} instead of ${asked.now} the safe load would be ${where}.`,
  ];
}
