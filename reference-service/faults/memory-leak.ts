/** More would bring down the machine, and not the service alone. */
const MOST_BYTES = 1024 ** 3;

/** Memory that is kept for nothing, until it is released. */
export class MemoryLeak {
  #kept: Buffer[] = [];
  #bytes = 0;

  constructor(private readonly mostBytes = MOST_BYTES) {}

  get bytes(): number {
    return this.#bytes;
  }

  /** Keeps so many bytes more; those beyond the most are not kept. */
  grow(bytes: number): void {
    const more = Math.min(bytes, this.mostBytes - this.#bytes);
    if (more <= 0) return;
    // Filled with ones: the system hands out pages only once they are written to.
    this.#kept.push(Buffer.alloc(more, 1));
    this.#bytes += more;
  }

  /** Gives all of it back, which the process sees at its next garbage collection. */
  release(): void {
    this.#kept = [];
    this.#bytes = 0;
  }
}
