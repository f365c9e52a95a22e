import { createRandom } from '../random';
import { type Blocks, blockLength } from './bootstrap';
import { resampleBlocks } from './resample-blocks';
import type { SecondTable } from './second-table';

/** A run as it was measured, and as it might have come out. */
export interface ResampledRun<Values> {
  point: Values;
  /** The same of each resample; none where the run is too short. */
  draws: Values[];
  /** By how much the variance of the draws is too small; see `Blocks`. */
  correction: number;
  /** How many blocks the run is: what counts as an observation. */
  blocks: number;
}

export interface ResampleOptions {
  resamples: number;
  seed: number;
  /** Tells the sides of a comparison apart, so that their draws are not the same. */
  stream: number;
}

const MIN_SECONDS = 10;

/** How long the blocks of a run are: as long as the surpluses over the two values of `anchorsUs` ask for. */
export function blocksOf(table: SecondTable, anchorsUs: readonly number[]): Blocks {
  const chosen = anchorsUs.map((us) => blockLength(table.exceedances(us)));
  return {
    length: Math.max(1, ...chosen.map((blocks) => blocks.length)),
    correction: Math.max(1, ...chosen.map((blocks) => blocks.correction)),
  };
}

/** Measures a run's seconds, and resamples of them in blocks. */
export function resampleRun<Values>(
  table: SecondTable,
  { length, correction }: Blocks,
  measure: (counts: Int32Array) => Values,
  { resamples, seed, stream }: ResampleOptions,
): ResampledRun<Values> {
  const draws: Values[] = [];
  if (table.length >= MIN_SECONDS)
    resampleBlocks(table, length, resamples, createRandom(seed, stream), (counts) =>
      draws.push(measure(counts)),
    );
  return { point: measure(table.all()), draws, correction, blocks: table.length / length };
}
