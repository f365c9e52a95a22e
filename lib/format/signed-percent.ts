import type { Quantity } from '@/lib/core/number';
import { percent } from './number';

/** A share of 1 as per cent with its sign: "+34.1 %", "−15.5 %"; of none, "0 %". */
export function signedPercent(fraction: number | undefined): Quantity {
  if (fraction === undefined || fraction === 0) return percent(fraction);
  const { value, unit } = percent(Math.abs(fraction));
  // ">99.9 %" becomes ">+99.9 %".
  return { value: value.replace(/\d/, (digit) => `${fraction < 0 ? '−' : '+'}${digit}`), unit };
}
