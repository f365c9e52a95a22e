import type { ScheduledStart } from '@/lib/runs/schedule-view';

/** A start as the form's one choice: "scenario:light", "suite:quick". */
export function chosenStart(start: ScheduledStart | undefined): string | undefined {
  if (start === undefined) return undefined;
  return start.kind === 'scenario'
    ? `scenario:${start.scenario}`
    : `suite:${start.quick ? 'quick' : 'full'}`;
}
