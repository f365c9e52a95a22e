'use client';

import { useSearchParams } from 'next/navigation';

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
