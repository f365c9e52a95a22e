import { Cron } from 'croner';
import cronstrue from 'cronstrue';
import { CRON_PRESETS } from './model';

const FIELDS = 5;

/** What is wrong with a cron expression or a time zone, in a sentence; undefined: nothing. */
export function cronProblem(cron: string, timeZone: string): string | undefined {
  if (!isTimeZone(timeZone))
    return `"${timeZone}" is not a time zone. Use a name such as Europe/Berlin or UTC.`;
  if (cron.trim().split(/\s+/).length !== FIELDS)
    return 'Must have five fields: minute, hour, day of month, month, day of week.';
  try {
    return patternOf(cron, timeZone).nextRun() === null
      ? 'The expression matches no date, so it would never start.'
      : undefined;
  } catch (error) {
    const words = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : '';
    return `Not a valid cron expression: ${words}`;
  }
}

/**
 * The next time after `afterMs` (ms since 1970), in ms; undefined where there is none. Where clocks are put
 * forward over it, it is the first instant after the gap; where they are put back, it is the first of the two.
 */
export function nextTime(cron: string, timeZone: string, afterMs: number): number | undefined {
  return patternOf(cron, timeZone).nextRun(new Date(afterMs))?.getTime();
}

/** All times from `fromMs` to `toMs`, both included; of more than `most` the last. */
export function timesBetween(
  cron: string,
  timeZone: string,
  [fromMs, toMs]: readonly [number, number],
  most: number,
): number[] {
  const times: number[] = [];
  for (let at = nextTime(cron, timeZone, fromMs - 1); at !== undefined && at <= toMs; ) {
    times.push(at);
    if (times.length > most) times.shift();
    at = nextTime(cron, timeZone, at);
  }
  return times;
}

function patternOf(cron: string, timeZone: string): Cron {
  return new Cron(cron, { timezone: timeZone, paused: true });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}

/** A cron expression as people say it: "Every night at 02:00", "At 14:30, Monday through Friday". */
export function cronLabel(cron: string): string {
  const preset = CRON_PRESETS.find((one) => one.cron === cron.trim().replace(/\s+/g, ' '));
  if (preset !== undefined) return preset.name;
  return cronstrue.toString(cron, { use24HourTimeFormat: true, throwExceptionOnParseError: false });
}
