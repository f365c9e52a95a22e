/** Where the reader points on a shared x axis. Its few readers re-render; the plots do not. */
export class Cursor {
  #x: number | undefined;
  #last: number | undefined;
  readonly #listeners = new Set<() => void>();

  readonly read = (): number | undefined => this.#x;

  /** Where it was before the reader went elsewhere. */
  get last(): number | undefined {
    return this.#last;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  move(x: number | undefined): void {
    if (x === this.#x) return;
    this.#x = x;
    if (x !== undefined) this.#last = x;
    for (const listener of this.#listeners) listener();
  }
}
