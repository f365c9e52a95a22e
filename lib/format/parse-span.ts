const UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Milliseconds of a length of time as people type it: "90", "90 s", "5 min", "1h 30m", "2:30".
 * A bare number is seconds. Undefined when it cannot be read.
 */
export function parseSpan(text: string): number | undefined {
  const input = text.trim().toLowerCase().replaceAll('\u202f', ' ');
  if (/^\d+(\.\d+)?$/.test(input)) return Math.round(Number(input) * 1000);
  const colons = /^(?:(\d+):)?(\d+):(\d{2})$/.exec(input);
  if (colons) {
    const [hours, minutes, seconds] = colons.slice(1).map((part) => Number(part ?? 0));
    return ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
  }
  if (!/^(\d+(\.\d+)?\s*(ms|sec|s|min|m|h|d)\s*)+$/.test(input)) return undefined;
  let total = 0;
  for (const [, digits, unit] of input.matchAll(/(\d+(?:\.\d+)?)\s*(ms|sec|s|min|m|h|d)/g))
    total += Number(digits) * (UNIT_MS[unit ?? ''] ?? 0);
  return Math.round(total);
}
