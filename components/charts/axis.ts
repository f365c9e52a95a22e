import { logTicks } from './log-ticks';

const STEPS = [1, 2, 2.5, 5, 10];

export interface NiceAxis {
  max: number;
  ticks: number[];
}

export interface LogAxis extends NiceAxis {
  min: number;
}

/** An axis from 0 to at least `most` with round ticks, `about` of them above zero. */
export function niceAxis(most: number, about: number): NiceAxis {
  if (!(most > 0)) return { max: 1, ticks: [0, 1] };
  const rough = most / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((step) => step * power >= rough * 0.999) ?? 10) * power;
  const count = Math.ceil((most / step) * 0.999);
  const ticks = Array.from({ length: count + 1 }, (_, index) => rounded(index * step));
  return { max: ticks.at(-1) ?? most, ticks };
}

/** An axis that reaches below zero as well, to at most `lowest`, with a tick at zero. */
export function withNegative(lowest: number, most: number, about: number): LogAxis {
  const [, step = 1] = niceAxis(Math.max(most, 0) - lowest, about).ticks;
  const below = Math.ceil((-lowest / step) * 0.999);
  const above = Math.ceil((Math.max(most, 0) / step) * 0.999);
  const ticks = Array.from({ length: below + above + 1 }, (_, index) =>
    rounded((index - below) * step),
  );
  return { min: ticks[0] ?? lowest, max: ticks.at(-1) ?? most, ticks };
}

/** A logarithmic axis that covers [least, most], from one of 1, 2, 5 to another. */
export function niceLogAxis(least: number, most: number): LogAxis {
  if (!(least > 0) || !(most > 0)) return { min: 1, max: 10, ticks: [1, 10] };
  const all = logTicks(least / 10, most * 10);
  const min = all.findLast((tick) => tick <= least) ?? least;
  const max = all.find((tick) => tick >= most && tick > min) ?? most;
  return { min, max, ticks: logTicks(min, max) };
}

/** Without the dust of binary fractions: 0.30000000000000004 is 0.3. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
