const Z_95 = 1.959_963_984_540_054;

/** The 95 % interval of a share of `count` out of `of` (Wilson 1927); undefined for none at all. */
export function wilsonInterval(
  count: number,
  of: number,
): { low: number; high: number } | undefined {
  if (of <= 0) return undefined;
  const share = count / of;
  const z2 = Z_95 ** 2;
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const reach = (Z_95 / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of ** 2));
  return {
    low: count === 0 ? 0 : middle - reach,
    high: count === of ? 1 : middle + reach,
  };
}
