/// <reference lib="es2024.arraybuffer" />

/** More would bring down the machine, and not the service alone. */
const MOST_BYTES = 1024 ** 3;

/** Memory that is kept for nothing, until it is released. */
export class MemoryLeak {
  // Of an address space reserved once, so that release gives it back at once and not when V8 collects.
  #kept: ArrayBuffer | undefined;

  constructor(private readonly mostBytes = MOST_BYTES) {}

  get bytes(): number {
    return this.#kept?.byteLength ?? 0;
  }

  /** Keeps so many bytes more; those beyond the most are not kept. */
  grow(bytes: number): void {
    this.#kept ??= new ArrayBuffer(0, { maxByteLength: this.mostBytes });
    const before = this.bytes;
    this.#kept.resize(Math.min(before + bytes, this.mostBytes));
    // The system hands out pages only once they are written to.
    new Uint8Array(this.#kept, before).fill(1);
  }

  release(): void {
    this.#kept?.resize(0);
  }
}
