/** Mean and population standard deviation; undefined of nothing. */
export function meanAndDeviation(
  values: readonly number[],
): { mean: number; deviation: number } | undefined {
  if (values.length === 0) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / values.length) };
}
