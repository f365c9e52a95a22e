/** What is wrong with a length of time: unreadable as it stands, or what the server said of it. */
export function spanProblem(ms: number | undefined, said: string | undefined): string | undefined {
  if (ms !== undefined && Number.isNaN(ms)) return 'Write it like 30 s, 5 min or 1 h 30 min.';
  return said;
}
