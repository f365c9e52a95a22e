import { Command, Option } from 'commander';
import { clock, latency, span } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { count, percent, plural, rate, textOf } from '@/lib/core/number';
import { runJson } from '@/lib/export/json/run';
import { annotateRun } from '@/lib/runs/annotations';
import { reevaluateRun } from '@/lib/runs/evaluate-run';
import { getRun } from '@/lib/runs/get-run';
import { listRuns } from '@/lib/runs/list-runs';
import type { RunListItem } from '@/lib/runs/model';
import { jsonText } from '../json-text';
import { duration, wholeNumber } from '../option-values';
import { objectivesReport, runReport } from '../run-report';
import { type Column, textTable } from '../text-table';
import { withCommand, withStore } from '../with-store';

const COLUMNS: Column<RunListItem>[] = [
  { title: 'Run', value: (run) => String(run.number), right: true },
  { title: 'Scenario', value: (run) => run.scenario },
  { title: 'Target', value: (run) => run.target },
  { title: 'Status', value: (run) => (run.isStale ? 'not responding' : run.status) },
  { title: 'Started', value: (run) => run.startedAt?.slice(0, 19).concat('Z') ?? '–' },
  { title: 'Load', value: plannedLoad, right: true },
  { title: 'Duration', value: (run) => span(run.durationMs), right: true },
  { title: 'Requests', value: (run) => count(run.requests), right: true },
  { title: 'Rate', value: (run) => textOf(rate(run.requestsPerSecond)), right: true },
  { title: 'p95', value: (run) => textOf(latency(run.p95Ms)), right: true },
  { title: 'Error rate', value: (run) => textOf(percent(run.failureRate)), right: true },
];

export function runsCommand(): Command {
  return new Command('runs')
    .description('list the latest runs')
    .option('--limit <n>', 'number of runs to list', wholeNumber(1, 200), 20)
    .option('--search <words>', 'filter by name, note, scenario, target or label')
    .action(async (options: { limit: number; search?: string }) => {
      const { items, total } = await withStore((store) =>
        listRuns(store, { pageSize: options.limit, search: options.search }),
      );
      if (total === 0) {
        console.log(
          options.search ? 'No matching runs.' : 'No runs yet. Start one: plimsoll run light',
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

export function showCommand(): Command {
  return new Command('show')
    .description('show a run’s summary, endpoints and errors')
    .argument('<number>', 'run number', wholeNumber(1, 999_999_999))
    .option('--json', 'print as JSON')
    .action(async (number: number, options: { json?: boolean }) => {
      const run = await withStore((store) => getRun(store, number));
      if (run === undefined) throw new PlimsollError('not-found', `There is no run ${number}.`);
      console.log(options.json ? jsonText(runJson(run)) : runReport(run));
    });
}

interface AnnotateOptions {
  kind: string;
  at: number;
}

export function annotateCommand(): Command {
  return new Command('annotate')
    .description('add an annotation to a run’s timeline')
    .argument('<number>', 'run number', wholeNumber(1, 999_999_999))
    .argument('<text>', 'annotation text')
    .addOption(
      new Option('--kind <kind>', 'annotation type').choices(['note', 'deploy']).default('note'),
    )
    .requiredOption(
      '--at <time>',
      'time from the start of the run, for example 1:30 or 90s',
      duration,
    )
    .action(async (number: number, text: string, { kind, at }: AnnotateOptions) => {
      await withCommand(
        'run.annotate',
        (store) => annotateRun(store, number, { kind, atMs: at, text }),
        number,
      );
      console.log(`Added ${kind} to run ${number} at ${clock(at)}: ${text.trim()}`);
    });
}

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('evaluate a finished run against an SLA profile, replacing its verdict')
    .argument('<number>', 'run number', wholeNumber(1, 999_999_999))
    .requiredOption('--profile <slug>', 'SLA profile (see plimsoll profiles)')
    .action(async (number: number, options: { profile: string }) => {
      const run = await withCommand('run.evaluate', async (store) => {
        await reevaluateRun(store, number, options.profile);
        return getRun(store, number);
      });
      if (run === undefined) throw new PlimsollError('not-found', `There is no run ${number}.`);
      console.log(objectivesReport(run.judgement).join('\n'));
    });
}
