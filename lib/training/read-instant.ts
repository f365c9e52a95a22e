/** A service's timestamp on its own clock. The digits it left out are cut off: the instant is not earlier. */
export interface Instant {
  epochMs: number;
  /** What the last digit is worth: 1000 for whole seconds, 0.001 for microseconds. */
  resolutionMs: number;
}

const ISO_8601 =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9})\d*)?\s?(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * Reads an ISO 8601 timestamp; undefined for anything else. One without a zone, as Python writes them,
 * counts as UTC: only differences between a service's own timestamps are ever used.
 */
export function readInstant(text: string | undefined): Instant | undefined {
  const [, date, time, fraction = '', zone = 'Z'] = ISO_8601.exec(text ?? '') ?? [];
  const wholeMs = Date.parse(`${date}T${time}${zone}`);
  if (Number.isNaN(wholeMs)) return undefined;
  const resolutionMs = 1000 / 10 ** fraction.length;
  return { epochMs: wholeMs + Number(fraction) * resolutionMs, resolutionMs };
}
