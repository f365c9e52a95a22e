import type { AutomationView } from '@/lib/automation/model';
import { relativeInstant } from '@/lib/core/instant';
import { plural } from '@/lib/core/number';

type Facts = Pick<AutomationView, 'schedules' | 'missed'>;

/** What starts next by itself, and whether something that should have did not. */
export function automationSummary({ schedules, missed }: Facts, nowMs: number): string {
  const late =
    missed === 0
      ? ''
      : ` ${plural(missed, 'start was', 'starts were')} missed or failed in the last 7 days.`;
  if (schedules.length === 0) return `No schedules. Runs start manually.${late}`;
  const next = schedules.find(({ enabled, nextAt }) => enabled && nextAt !== undefined);
  if (next?.nextAt === undefined) return `All schedules are disabled.${late}`;
  return `Next: ${next.name}, ${relativeInstant(next.nextAt, nowMs)} (${next.what}).${late}`;
}
