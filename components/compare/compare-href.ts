interface CompareAddress {
  keys: readonly string[];
  reference?: string;
  margin?: number;
}

const DEFAULT_MARGIN = 0.05;

/** Where these runs are laid side by side; what is usual is left out of the address. */
export function compareHref({ keys, reference, margin = DEFAULT_MARGIN }: CompareAddress): string {
  const base = reference === undefined || reference === keys[0] ? '' : `&base=${reference}`;
  const within = margin === DEFAULT_MARGIN ? '' : `&margin=${Number((margin * 100).toFixed(4))}`;
  return `/compare?runs=${keys.join(',')}${base}${within}`;
}
