const KEPT = 5;

export interface CheckpointMark {
  id: string;
  iteration: number;
  score: number;
}

/** Best first; of equal ones the later, which has seen more. */
export function rankCheckpoints<T extends CheckpointMark>(marks: readonly T[]): T[] {
  return [...marks].sort((a, b) => b.score - a.score || b.iteration - a.iteration);
}

/** The checkpoints that are not among the best five. */
export function checkpointsToDrop<T extends CheckpointMark>(marks: readonly T[]): T[] {
  return rankCheckpoints(marks).slice(KEPT);
}
