import { cronProblem, nextTime } from '@/lib/automation/cron';
import { PlimsollError } from '@/lib/core/errors';
import { cronWords } from '@/lib/plan/cron-words';

/** When a schedule would start, before there is one. */
export interface TimesPreview {
  words: string;
  /** The next ones, ISO 8601. */
  next: string[];
}

const MANY = 3;

/** Throws `invalid-input` with what is wrong with the expression or the zone. */
export function previewTimes(cron: string, timeZone: string, nowMs: number): TimesPreview {
  const problem = cronProblem(cron, timeZone);
  if (problem !== undefined) throw new PlimsollError('invalid-input', problem);
  const next: string[] = [];
  for (let at = nextTime(cron, timeZone, nowMs); at !== undefined && next.length < MANY; ) {
    next.push(new Date(at).toISOString());
    at = nextTime(cron, timeZone, at);
  }
  return { words: cronWords(cron), next };
}
