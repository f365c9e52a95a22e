'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { useActiveTooltipLabel } from 'recharts';

/** Inside a chart: tells the shared cursor where pointer, finger or arrow keys are. */
export function CursorReader({ cursor }: { cursor: Cursor }) {
  const label = useActiveTooltipLabel();
  useEffect(() => {
    cursor.move(label === undefined ? undefined : Number(label));
  }, [cursor, label]);
  return null;
}

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

/** Which series are switched off. */
export function useHidden() {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  function toggle(key: string) {
    const next = new Set(hidden);
    if (!next.delete(key)) next.add(key);
    setHidden(next);
  }
  return { hidden, toggle };
}

const QUERY = '(width < 40rem)';

function subscribe(listener: () => void) {
  const media = window.matchMedia(QUERY);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

/** Phone width: no room beside a plot. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(QUERY).matches,
    () => false,
  );
}
