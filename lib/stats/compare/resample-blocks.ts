import type { Random } from '../random';
import type { SecondTable } from './second-table';

/**
 * The circular block bootstrap (Politis and Romano 1992): `times` runs of the same length, each made of
 * stretches of `blockLength` seconds drawn from this one; `measure` sees the counts of each.
 */
export function resampleBlocks(
  table: SecondTable,
  blockLength: number,
  times: number,
  random: Random,
  measure: (counts: Int32Array) => void,
): void {
  const counts = table.createCounts();
  for (let time = 0; time < times; time++) {
    counts.fill(0);
    for (let filled = 0; filled < table.length; filled += blockLength) {
      const start = Math.floor(random() * table.length);
      table.addBlock(start, Math.min(blockLength, table.length - filled), counts);
    }
    measure(counts);
  }
}
