/** Scales whole milliseconds, so that their sum is exactly the scaled sum and each is 1 at least. */
export function shareOut(durationsMs: readonly number[], timeFactor: number): number[] {
  let exactEnd = 0;
  let roundedEnd = 0;
  const shares = durationsMs.map((durationMs) => {
    exactEnd += durationMs * timeFactor;
    const start = roundedEnd;
    roundedEnd = Math.round(exactEnd);
    return roundedEnd - start;
  });
  for (const [index, share] of shares.entries()) {
    if (share > 0) continue;
    const longest = shares.indexOf(Math.max(...shares));
    shares[longest] = (shares[longest] ?? 0) - 1;
    shares[index] = 1;
  }
  return shares;
}
