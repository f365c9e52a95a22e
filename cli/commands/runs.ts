import { Command } from 'commander';
import { latency, span } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import { count, percent, rate } from '@/lib/format/number';
import { plural } from '@/lib/format/plural';
import { listRuns } from '@/lib/runs/list-runs';
import type { RunListItem } from '@/lib/runs/run-list';
import { wholeNumber } from '../option-values';
import { type Column, textTable } from '../text-table';
import { withStore } from '../with-store';

const COLUMNS: Column<RunListItem>[] = [
  { title: 'Run', value: (run) => String(run.number), right: true },
  { title: 'Scenario', value: (run) => run.scenario },
  { title: 'Target', value: (run) => run.target },
  { title: 'Status', value: (run) => run.status },
  { title: 'Started', value: (run) => run.startedAt?.slice(0, 19).concat('Z') ?? '–' },
  { title: 'Load', value: plannedLoad, right: true },
  { title: 'Duration', value: (run) => span(run.durationMs), right: true },
  { title: 'Requests', value: (run) => count(run.requests), right: true },
  { title: 'Rate', value: (run) => textOf(rate(run.requestsPerSecond)), right: true },
  { title: 'p95', value: (run) => textOf(latency(run.p95Ms)), right: true },
  { title: 'Failed', value: (run) => textOf(percent(run.failureRate)), right: true },
];

export function runsCommand(): Command {
  return new Command('runs')
    .description('list the latest runs, newest first')
    .option('--limit <n>', 'how many', wholeNumber(1, 200), 20)
    .option(
      '--search <words>',
      'only runs with these words in name, note, scenario, target or label',
    )
    .action(async (options: { limit: number; search?: string }) => {
      const { items, total } = await withStore((store) =>
        listRuns(store, { pageSize: options.limit, search: options.search }),
      );
      if (total === 0) {
        console.log(
          options.search ? 'No run matches.' : 'No run yet. Start one: plimsoll run light',
        );
        return;
      }
      console.log(textTable(COLUMNS, items));
      if (total > items.length) console.log(`… and ${count(total - items.length)} more (--limit).`);
    });
}

/** "100 users" of a closed plan, "50.0/s" of an open one. */
function plannedLoad({ peakUsers, peakRate }: RunListItem): string {
  return peakRate === undefined ? plural(peakUsers, 'user') : textOf(rate(peakRate));
}
