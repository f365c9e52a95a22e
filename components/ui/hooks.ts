'use client';

import { useSearchParams } from 'next/navigation';
import { useSyncExternalStore } from 'react';

/** The page's query string, changed without asking the server for the page again. */
export function useQuery() {
  const params = useSearchParams();

  /** Sets or, with undefined, removes keys; the rest stays. */
  function change(changes: Record<string, string | undefined>) {
    window.history.replaceState(null, '', `?${changedQuery(params, changes)}`);
  }

  return { params, change };
}

export function changedQuery(
  params: URLSearchParams | Readonly<URLSearchParams>,
  changes: Record<string, string | undefined>,
): string {
  const next = new URLSearchParams(params.toString());
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.delete(key);
    else next.set(key, value);
  }
  return next.toString();
}

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('hashchange', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('hashchange', listener);
  };
}

/** The part of the address after "#", without it; '' on the server. Setting it does not scroll. */
export function useHash(): [hash: string, setHash: (hash: string) => void] {
  const hash = useSyncExternalStore(
    subscribe,
    () => window.location.hash.slice(1),
    () => '',
  );
  return [hash, setHash];
}

function setHash(hash: string): void {
  const { pathname, search } = window.location;
  window.history.replaceState(null, '', `${pathname}${search}${hash === '' ? '' : `#${hash}`}`);
  for (const listener of listeners) listener();
}

const never = () => () => undefined;

/** False on the server and in the first render of the browser, true from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
