type Fields = Record<string, unknown>;

/** A JSON object's fields; undefined for anything else, lists included. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;
}

/** The first of these fields that is a text with something in it. */
export function textOf(value: unknown, ...names: string[]): string | undefined {
  return firstOf(value, names, (field) =>
    typeof field === 'string' && field !== '' ? field : undefined,
  );
}

/** The first of these fields that is a finite number, or a text that spells one ("4.20"). */
export function numberOf(value: unknown, ...names: string[]): number | undefined {
  return firstOf(value, names, (field) => {
    const isNumeric = typeof field === 'number' || (typeof field === 'string' && field.trim());
    return isNumeric && Number.isFinite(Number(field)) ? Number(field) : undefined;
  });
}

export function flagOf(value: unknown, ...names: string[]): boolean | undefined {
  return firstOf(value, names, (field) => (typeof field === 'boolean' ? field : undefined));
}

/** The first of these fields that is a list. */
export function listOf(value: unknown, ...names: string[]): unknown[] | undefined {
  return firstOf(value, names, (field) => (Array.isArray(field) ? field : undefined));
}

function firstOf<T>(
  value: unknown,
  names: readonly string[],
  read: (field: unknown) => T | undefined,
): T | undefined {
  const fields = fieldsOf(value);
  if (fields === undefined) return undefined;
  for (const name of names) {
    const found = read(fields[name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

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
