const HEAD = 'started_ms,endpoint,latency_ms,outcome';

/** A night's results of another tool: 200 requests over 20 s, around so many ms. */
export function nightlyCsv(startedMs: number, ms: number): string {
  const rows = Array.from(
    { length: 200 },
    (_, index) => `${startedMs + index * 100},status,${ms + (index % 10)},ok`,
  );
  return [HEAD, ...rows].join('\n');
}
