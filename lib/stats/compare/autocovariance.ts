/** Autocovariances of a series at lags 0 to `maxLag`, each divided by n (Priestley 1981, 5.3). */
export function autocovariances(series: readonly number[], maxLag: number): number[] {
  const n = series.length;
  const mean = series.reduce((sum, value) => sum + value, 0) / Math.max(1, n);
  return Array.from({ length: Math.min(maxLag, n - 1) + 1 }, (_, lag) => {
    let sum = 0;
    for (let t = lag; t < n; t++)
      sum += ((series[t] ?? 0) - mean) * ((series[t - lag] ?? 0) - mean);
    return sum / n;
  });
}
