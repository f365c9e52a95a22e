import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { getCapacityPage } from '@/lib/capacity/get-capacity-page';
import type { CapacityPage, CapacityPoint } from '@/lib/capacity/model';
import { latency } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { percent, rate, textOf } from '@/lib/core/number';
import { levelLabel } from '@/lib/plan/labels';
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
    .description('what stored runs say of a target’s capacity: curve, line, head-room, forecast')
    .option('--target <name>', 'a target that was measured; by default the last one')
    .option('--family <hash>', 'which kind of load, where there are several')
    .option('--profile <slug>', 'the SLA profile that draws the line')
    .option('--workers <n>', 'what-if: so many workers now', positiveNumber)
    .option('--workers-after <n>', 'what-if: and so many afterwards', positiveNumber)
    .option(
      '--cost-factor <factor>',
      'what-if: what a job costs of what it costs now',
      positiveNumber,
    )
    .option('--price <amount>', 'what the service costs per hour', positiveNumber)
    .option('--json <file>', 'write all of it as JSON to this file')
    .action(async ({ json, family, ...options }: ShowOptions) => {
      const page = await withStore((store) =>
        getCapacityPage(store, { ...options, familyHash: family }),
      );
      if (page.chosen === undefined)
        throw new PlimsollError('not-found', 'There is no run yet to learn from: start one first.');
      if (json !== undefined) writeFileSync(json, `${JSON.stringify(page, null, 2)}\n`);
      console.log(capacityReport(page));
    });
}

/** What is known of a target's capacity, for a terminal. */
export function capacityReport(page: CapacityPage): string {
  const { chosen, points, fit, profile } = page;
  if (chosen === undefined) return 'There is nothing to learn from yet.';
  const columns: Column<CapacityPoint>[] = [
    { title: 'Load', value: ({ load }) => levelLabel(load, chosen.unit), right: true },
    { title: 'Answered', value: ({ throughput }) => textOf(rate(throughput)), right: true },
    { title: 'p95', value: ({ p95Ms }) => textOf(latency(p95Ms)), right: true },
    { title: 'Failed', value: ({ failureRate }) => textOf(percent(failureRate)), right: true },
    {
      title: 'Profile',
      value: ({ meets }) => (meets === undefined ? '' : meets ? 'met' : 'broken'),
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
    fit === undefined ? 'No curve: runs at three steady levels of load make one.' : fitReport(fit),
  ].join('\n');
}

function safeLoadSummary({ line, chosen }: CapacityPage): string {
  const unit = chosen?.unit ?? 'users';
  switch (line.state) {
    case 'known': {
      const { load, low, high, from, search, objective } = line.line;
      const by = from === 'search' ? `search ${search}` : 'the levels of stored runs';
      const what = objective === undefined ? '' : `; beyond, ${objective} is broken`;
      return `The safe load is ${levelLabel(load, unit)}, between ${levelLabel(low, unit)} and ${levelLabel(high, unit)}, by ${by}${what}.`;
    }
    case 'not-reached':
      return `The profile was met up to ${levelLabel(line.above, unit)}: the line lies higher.`;
    case 'below-all':
      return `Already ${levelLabel(line.below, unit)} did not meet the profile.`;
    case 'no-profile':
      return 'No profile draws a line.';
    case 'no-data':
      return 'No limit of the profile can be told from these runs; a search can.';
  }
}

function headroomSummary({ headRoom, chosen }: CapacityPage): string[] {
  if (headRoom === undefined || chosen === undefined) return [];
  const { now, share } = headRoom;
  return [
    `On ${now.at.slice(0, 10)} the traffic was ${levelLabel(now.value, chosen.unit)}: head-room ${textOf(percent(share))}.`,
  ];
}

function forecastSummary({ forecasts }: CapacityPage): string[] {
  const day = (ms: number | undefined) =>
    ms === undefined ? 'open' : new Date(ms).toISOString().slice(0, 10);
  return forecasts.map(({ growth, why, crossesAtMs, earliestMs, latestMs, reachesToMs }) => {
    const name = growth === 'linear' ? 'Linear growth' : 'Compound growth';
    if (why === 'crosses')
      return `${name} reaches the line on ${day(crossesAtMs)} (${day(earliestMs)} to ${day(latestMs)}).`;
    if (why === 'crossed') return `${name}: the line is crossed already.`;
    if (why === 'not-growing') return `${name}: the traffic does not grow.`;
    return `${name} does not reach the line before ${day(reachesToMs)}; later days are not forecast.`;
  });
}

function whatIfSummary({ whatIf: { asked, answer }, line, chosen }: CapacityPage): string[] {
  if (answer === undefined || line.state !== 'known' || chosen === undefined) return [];
  const then = (factor: number) => levelLabel(line.line.load * factor, chosen.unit);
  const where =
    answer.factor === undefined
      ? `between ${then(answer.low)} and ${then(answer.high)}, by the law`
      : `${then(answer.factor)}, from measured lines`;
  return [
    `Model, not measured: with ${asked.after} in place of ${asked.now} the line would be ${where}.`,
  ];
}
