import { MISSING } from '@/lib/core/number';
import type { ScheduleView } from '@/lib/runs/schedule-view';
import { type Column, textTable } from './text-table';

const COLUMNS: Column<ScheduleView>[] = [
  { title: 'Schedule', value: ({ name }) => name },
  { title: 'When', value: ({ when, timeZone }) => `${when} (${timeZone})` },
  { title: 'Starts', value: ({ what }) => what },
  { title: 'Next', value: ({ enabled, nextAt }) => (enabled ? (nextAt ?? MISSING) : 'off') },
  { title: 'Last', value: ({ firings }) => lastWords(firings[0]) },
];

export function schedulesReport(schedules: readonly ScheduleView[]): string {
  return schedules.length === 0 ? 'Nothing is scheduled.' : textTable(COLUMNS, schedules);
}

function lastWords(firing: ScheduleView['firings'][number] | undefined): string {
  if (firing === undefined) return MISSING;
  const { dueAt, status, run, suite, note } = firing;
  const made = run !== undefined ? ` run ${run}` : suite !== undefined ? ` suite ${suite}` : '';
  return `${dueAt} ${status}${made}${note === undefined ? '' : `: ${note}`}`;
}
