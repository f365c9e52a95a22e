import { clock, latency } from '@/lib/core/duration';
import { percent, rate, textOf } from '@/lib/core/number';
import type { FindingSpan } from '../model';

/** "00:10 to 00:20", "00:10 to 00:20 and twice more". */
export function spanText(spans: readonly FindingSpan[]): string {
  const [first] = spans;
  if (first === undefined) return 'no time';
  const { fromMs, toMs } = first;
  const more = spans.length - 1;
  const rest = more === 0 ? '' : more === 1 ? ' and 1 more time' : ` and ${more} times more`;
  return `${clock(fromMs)} to ${clock(toMs)}${rest}`;
}

export const msText = (ms: number | undefined): string => textOf(latency(ms));
export const rateLabel = (perSecond: number | undefined): string => textOf(rate(perSecond));
export const percentText = (share: number | undefined): string => textOf(percent(share));
/** "12 ms to 310 ms". */
export const fromTo = (from: number | undefined, to: number | undefined): string =>
  `${msText(from)} to ${msText(to)}`;

/** An error's message between quotes, once: some services say everything twice ("Full.: Full."). */
export function quoted(message = ''): string {
  const half = (message.length - 2) / 2;
  const first = message.slice(0, half);
  const isTwice = half > 0 && Number.isInteger(half) && message === `${first}: ${first}`;
  return `“${isTwice ? first : message}”`;
}
