interface CompareAddress {
  keys: readonly string[];
  baseline?: string;
  margin?: number;
}

const DEFAULT_MARGIN = 0.05;

/** Where these runs are laid side by side; what is usual is left out of the address. */
export function compareHref({ keys, baseline, margin = DEFAULT_MARGIN }: CompareAddress): string {
  const base = baseline === undefined || baseline === keys[0] ? '' : `&base=${baseline}`;
  const within = margin === DEFAULT_MARGIN ? '' : `&margin=${Number((margin * 100).toFixed(4))}`;
  return `/compare?runs=${keys.join(',')}${base}${within}`;
}
