'use client';

import { useSyncExternalStore } from 'react';

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
