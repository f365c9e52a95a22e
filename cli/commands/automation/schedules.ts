import { Command } from 'commander';
import type { ScheduledStart, ScheduleView } from '@/lib/automation/model';
import {
  deleteSchedule,
  listSchedules,
  previewTimes,
  saveSchedule,
  switchSchedule,
} from '@/lib/automation/schedules';
import { MISSING } from '@/lib/core/number';
import { startFields } from '@/lib/runs/start-input';
import { findByName } from '../../find-by-name';
import { jsonText } from '../../json-text';
import { CONFIRM_HOST, duration, numberOf } from '../../option-values';
import { type Column, textTable } from '../../text-table';
import { withCommand, withStore } from '../../with-store';

interface AddOptions {
  cron: string;
  zone: string;
  target: string;
  users?: number;
  rate?: number;
  duration?: number;
  profile?: string;
  confirmHost?: string;
  quick?: boolean;
  jitter?: number;
  overlap?: boolean;
}

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function scheduleCommand(): Command {
  const schedule = new Command('schedule').description('manage scheduled runs');
  schedule
    .command('list', { isDefault: true })
    .description('list schedules with their next and last runs')
    .option('--json', 'print as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const schedules = await withStore((store) => listSchedules(store));
      console.log(json ? jsonText(schedules) : schedulesReport(schedules));
    });
  schedule
    .command('add')
    .description('schedule a scenario or the benchmark suite')
    .argument('<name>', 'schedule name')
    .argument('<what>', 'scenario name, or "suite"')
    .requiredOption('--cron <expression>', 'minute, hour, day of month, month, day of week')
    .option('--zone <name>', 'time zone of the cron expression', ownZone())
    .option('--target <name>', 'target to load', 'Reference service')
    .option(
      '--users <number>',
      'virtual users, in place of the scenario’s',
      numberOf(startFields.shape.users),
    )
    .option(
      '--rate <number>',
      'requests per second, in place of the scenario’s',
      numberOf(startFields.shape.ratePerSecond),
    )
    .option('--duration <length>', 'duration, in place of the scenario’s', duration)
    .option('--profile <slug>', 'SLA profile to evaluate runs against')
    .option(...CONFIRM_HOST)
    .option('--quick', 'run the quick suite')
    .option('--jitter <length>', 'random delay up to this length', duration)
    .option('--overlap', 'start even if the previous run is still active')
    .action(add);
  for (const [verb, enabled] of [
    ['on', true],
    ['off', false],
  ] as const)
    schedule
      .command(verb)
      .description(enabled ? 'enable a schedule' : 'disable a schedule')
      .argument('<name>')
      .action(async (name: string) => {
        await withCommand(
          'schedule.switch',
          async (store) =>
            switchSchedule(
              store,
              findByName(await listSchedules(store), 'schedule', name),
              enabled,
              Date.now(),
            ),
          name,
        );
        console.log(`Schedule ${name} is ${enabled ? 'enabled' : 'disabled'}.`);
      });
  schedule
    .command('delete')
    .description('delete a schedule; its runs are kept')
    .argument('<name>')
    .action(async (name: string) => {
      await withCommand(
        'schedule.delete',
        async (store) =>
          deleteSchedule(store, findByName(await listSchedules(store), 'schedule', name)),
        name,
      );
      console.log(`Deleted schedule ${name}.`);
    });
  schedule
    .command('times')
    .description('preview the next start times of a cron expression')
    .argument('<expression>', 'cron expression, for example "0 2 * * 1-5"')
    .option('--zone <name>', 'time zone of the cron expression', ownZone())
    .action((expression: string, { zone }: { zone: string }) => {
      const { words, next } = previewTimes(expression, zone, Date.now());
      console.log([`${words} (${zone}). Next starts:`, ...next].join('\n'));
    });
  return schedule;
}

async function add(name: string, what: string, options: AddOptions): Promise<void> {
  const { cron, zone, target, users, rate, duration: durationMs, profile } = options;
  const start: ScheduledStart =
    what === 'suite'
      ? { kind: 'suite', target, quick: options.quick ?? false }
      : {
          kind: 'scenario',
          scenario: what,
          target,
          users,
          durationMs,
          profile,
          ratePerSecond: rate,
        };
  const input = {
    name,
    cron,
    timeZone: zone,
    jitterMs: options.jitter,
    skipIfRunning: !options.overlap,
  };
  await withCommand(
    'schedule.save',
    (store, asked) => {
      const confirmHost = asked ?? options.confirmHost;
      return saveSchedule(store, { ...input, start: { ...start, confirmHost } }, Date.now());
    },
    name,
  );
  const { words, next } = previewTimes(cron, zone, Date.now());
  console.log(`Added schedule ${name}: ${words} (${zone}).`);
  console.log(`Next starts: ${next.join(', ')}`);
}

const COLUMNS: Column<ScheduleView>[] = [
  { title: 'Schedule', value: ({ name }) => name },
  { title: 'When', value: ({ when, timeZone }) => `${when} (${timeZone})` },
  { title: 'Starts', value: ({ what }) => what },
  { title: 'Next', value: ({ enabled, nextAt }) => (enabled ? (nextAt ?? MISSING) : 'disabled') },
  { title: 'Last', value: ({ firings }) => lastStart(firings[0]) },
];

export function schedulesReport(schedules: readonly ScheduleView[]): string {
  return schedules.length === 0
    ? 'No schedules. Runs start manually.'
    : textTable(COLUMNS, schedules);
}

function lastStart(firing: ScheduleView['firings'][number] | undefined): string {
  if (firing === undefined) return MISSING;
  const { dueAt, status, run, suite, note } = firing;
  const made = run !== undefined ? ` run ${run}` : suite !== undefined ? ` suite ${suite}` : '';
  return `${dueAt} ${status}${made}${note === undefined ? '' : `: ${note}`}`;
}
