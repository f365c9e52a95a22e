import type { Store } from '@/lib/store/open-store';

const MOST = 1024;
const remembered = new WeakMap<Store, Map<string, Promise<unknown>>>();

/** Finds out once what cannot change any more, such as what follows from runs that have ended. */
export function memoize<Answer>(
  store: Store,
  key: string,
  find: () => Promise<Answer>,
): Promise<Answer> {
  const known = remembered.get(store) ?? new Map<string, Promise<unknown>>();
  remembered.set(store, known);
  const before = known.get(key);
  if (before !== undefined) return before as Promise<Answer>;
  const answer = find();
  known.set(key, answer);
  answer.catch(() => known.delete(key));
  for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - MOST)))
    known.delete(oldest);
  return answer;
}
