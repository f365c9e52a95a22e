import { plural } from '@/lib/format/plural';
import { rateWords } from './labels';
import type { LoadUnit } from './step-plan';

/** A load of a search or a curve: "41 users", "200/s". */
export function levelWords(load: number, unit: LoadUnit): string {
  return unit === 'users' ? plural(Number(load.toPrecision(4)), 'user') : rateWords(load);
}
