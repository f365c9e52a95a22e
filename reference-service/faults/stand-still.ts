/** Blocks the whole process for so many ms: no request, no timer, no job moves, as in a long collection. */
export function standStill(forMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs);
}
