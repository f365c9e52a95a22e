import { type Task, type TaskKind, taskKinds, taskOf } from './environment';
import { createRandom } from './random';

export interface TrainingQuery {
  query: string;
  expected_outcome: unknown;
}

/** A job's queries; without evaluation queries of its own a fifth of the training ones is held out. */
export interface Dataset {
  training: readonly TrainingQuery[];
  evaluation?: readonly TrainingQuery[];
}

const HELD_OUT_SHARE = 0.2;
/** More validation than this would cost more than the iterations it judges. */
const MAX_HELD_OUT = 100;

/**
 * The queries to train on and those to validate with: the dataset's own evaluation queries, or a fifth of
 * the shuffled training ones. At most 100 are validated with; the seed decides which.
 */
export function splitDataset(
  { training, evaluation }: Dataset,
  seed: number,
): { training: TrainingQuery[]; heldOut: TrainingQuery[] } {
  const shuffled = shuffle(training, seed);
  if (evaluation) return { training: shuffled, heldOut: evaluation.slice(0, MAX_HELD_OUT) };
  const heldOut = shuffled.splice(0, Math.floor(shuffled.length * HELD_OUT_SHARE));
  return { training: shuffled, heldOut: heldOut.slice(0, MAX_HELD_OUT) };
}

export function tasksOf(queries: readonly TrainingQuery[]): Task[] {
  return queries.map(({ query }, index) => taskOf(query, index));
}

/**
 * The tasks of one iteration, counted from 1. Batches are bucketed: each has one kind of task, in turn,
 * as trainers bucket by length. So the losses of neighbouring iterations differ until the hard kinds are
 * learned, and the variance rule stops a job when it has converged rather than at iteration ten.
 */
export function batchFor(tasks: readonly Task[], iteration: number, batchSize: number): Task[] {
  const kinds = taskKinds.filter((kind: TaskKind) => tasks.some((task) => task.kind === kind));
  const kind = kinds[(iteration - 1) % kinds.length];
  const bucket = tasks.filter((task) => task.kind === kind);
  const from = Math.floor((iteration - 1) / kinds.length) * batchSize;
  return Array.from(
    { length: batchSize },
    (_, index) => bucket[(from + index) % bucket.length],
  ).filter((task) => task !== undefined);
}

/** Fisher–Yates on a copy. */
function shuffle<T>(items: readonly T[], seed: number): T[] {
  const random = createRandom(seed);
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [copy[last], copy[other]];
    if (a === undefined || b === undefined) continue;
    copy[last] = b;
    copy[other] = a;
  }
  return copy;
}
