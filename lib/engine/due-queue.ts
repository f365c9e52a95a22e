/** Items by the time they are due, earliest first; of those due together, first in, first out. */
export class DueQueue<T> {
  private readonly heap: { atMs: number; order: number; item: T }[] = [];
  private pushed = 0;

  get size(): number {
    return this.heap.length;
  }

  /** When the first item is due; undefined when there is none. */
  get nextAtMs(): number | undefined {
    return this.heap[0]?.atMs;
  }

  push(atMs: number, item: T): void {
    this.heap.push({ atMs, order: this.pushed++, item });
    this.siftUp(this.heap.length - 1);
  }

  /** Takes the first item if it is due at `nowMs`. */
  popDue(nowMs: number): { atMs: number; item: T } | undefined {
    const first = this.heap[0];
    if (first === undefined || first.atMs > nowMs) return undefined;
    const last = this.heap.pop();
    if (last !== undefined && this.heap.length > 0) {
      this.heap[0] = last;
      this.siftDown();
    }
    return first;
  }

  clear(): void {
    this.heap.length = 0;
  }

  private siftUp(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(at, parent)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private siftDown(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      let first = at;
      if (this.before(left, first)) first = left;
      if (this.before(left + 1, first)) first = left + 1;
      if (first === at) return;
      this.swap(at, first);
      at = first;
    }
  }

  private before(a: number, b: number): boolean {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (one === undefined || other === undefined) return false;
    return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
  }

  private swap(a: number, b: number): void {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (one === undefined || other === undefined) return;
    this.heap[a] = other;
    this.heap[b] = one;
  }
}
