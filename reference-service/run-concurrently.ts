/**
 * Runs `work(0)` to `work(count - 1)`, in that order, at most `limit` at a time. After a failure nothing
 * more is begun, and the first failure is thrown once everything begun has ended.
 */
export async function runConcurrently(
  count: number,
  limit: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const failures: unknown[] = [];
  const runner = async () => {
    while (next < count && failures.length === 0) {
      const index = next;
      next += 1;
      try {
        await work(index);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, count) }, runner));
  if (failures.length > 0) throw failures[0];
}
