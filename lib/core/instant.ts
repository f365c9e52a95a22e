import { THIN } from './number';

/** The first of the year 10000: a date beyond it is a slip, and few programs read it. */
const END_MS = 253_402_300_800_000;

/** Whether a text is an instant, or a date, since 1970 and before the year 10000. */
export function isInstant(text: string): boolean {
  const ms = Date.parse(text);
  return ms >= 0 && ms < END_MS;
}

interface Place {
  timeZone: string;
  nowMs: number;
}

function parts(iso: string, timeZone: string, options: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone, hourCycle: 'h23' });
  return Object.fromEntries(format.formatToParts(new Date(iso)).map((p) => [p.type, p.value]));
}

/** Local time, as short as today allows: "09:03", "22 Nov 09:03", "22 Nov 2025 09:03". */
export function shortInstant(iso: string, { timeZone, nowMs }: Place): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  const then = parts(iso, timeZone, { ...options, hour: '2-digit', minute: '2-digit' });
  const now = parts(new Date(nowMs).toISOString(), timeZone, options);
  const time = `${then.hour}:${then.minute}`;
  const day = `${then.day}${THIN}${then.month}`;
  if (then.year !== now.year) return `${day} ${then.year} ${time}`;
  return then.day === now.day && then.month === now.month ? time : `${day} ${time}`;
}

/** All there is to say of an instant: "Monday 23 November 2026, 09:03:43 (Europe/Berlin, GMT+1)". */
export function fullInstant(iso: string, timeZone: string): string {
  const p = parts(iso, timeZone, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'shortOffset',
  });
  const date = `${p.weekday} ${p.day} ${p.month} ${p.year}`;
  return `${date}, ${p.hour}:${p.minute}:${p.second} (${timeZone}, ${p.timeZoneName})`;
}

const STEPS: readonly [seconds: number, unit: string][] = [
  [31_536_000, 'y'],
  [2_592_000, 'mo'],
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** "3 min ago", "in 2 h", "just now". */
export function relativeInstant(iso: string, nowMs: number): string {
  const seconds = Math.round((nowMs - new Date(iso).getTime()) / 1000);
  const size = Math.abs(seconds);
  if (size < 5) return 'just now';
  const [step, unit] = STEPS.find(([step]) => size >= step) ?? [1, 's'];
  const amount = `${Math.floor(size / step)}${THIN}${unit}`;
  return seconds > 0 ? `${amount} ago` : `in ${amount}`;
}
