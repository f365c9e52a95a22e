import type { CapacityPage } from '@/lib/capacity/model';

/** What the capacity page's address says. */
export type CapacityQueryKey =
  | 'target'
  | 'family'
  | 'profile'
  | 'workers'
  | 'after'
  | 'cost'
  | 'price';

/** The page with some of it changed; another target begins anew. */
export function capacityHref(
  { chosen, profile }: Pick<CapacityPage, 'chosen' | 'profile'>,
  change: Partial<Record<CapacityQueryKey, string>>,
): string {
  const query = new URLSearchParams();
  const next = {
    target: chosen?.target,
    family: change.target === undefined ? chosen?.familyHash : undefined,
    profile: profile?.slug,
    ...change,
  };
  for (const [key, value] of Object.entries(next))
    if (value !== undefined && value !== '') query.set(key, value);
  return `/capacity?${query}`;
}
