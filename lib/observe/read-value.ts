const INFINITE = /^([+-]?)inf(?:inity)?$/i;
const NOT_A_NUMBER = /^[+-]?nan$/i;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The value that stands between `from` and `to`, where a line's head has been read. A timestamp and an
 * exemplar may follow it and are passed over. Undefined where it is none; NaN where it says so.
 */
export function readValue(text: string, from: number, to: number): number | undefined {
  const plain = plainNumber(text, from, to);
  return plain ?? readWords(text, from, to);
}

/** Nearly every line ends with a blank and a decimal: no need to take that apart. */
function plainNumber(text: string, from: number, to: number): number | undefined {
  for (let at = from + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if ((code < 48 || code > 57) && code !== 46) return undefined;
  }
  if (to - from < 2 || text.charCodeAt(from) !== 32) return undefined;
  const value = Number(text.slice(from + 1, to));
  return Number.isNaN(value) ? undefined : value;
}

function readWords(text: string, from: number, to: number): number | undefined {
  const [token, rest] = words(text.slice(from, to));
  const value = numberOf(token);
  if (value === undefined || rest === '' || rest.startsWith('#')) return value;
  const [timestamp, exemplar] = words(rest);
  const wellFormed =
    numberOf(timestamp) !== undefined && (exemplar === '' || exemplar.startsWith('#'));
  return wellFormed ? value : undefined;
}

/** The first word, and what follows it. */
function words(text: string): [string, string] {
  const trimmed = text.trim();
  const end = trimmed.search(/[ \t]/);
  return end < 0 ? [trimmed, ''] : [trimmed.slice(0, end), trimmed.slice(end).trimStart()];
}

function numberOf(token: string): number | undefined {
  if (DECIMAL.test(token)) return Number(token);
  const [infinite, sign] = INFINITE.exec(token) ?? [];
  if (infinite !== undefined)
    return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return NOT_A_NUMBER.test(token) ? Number.NaN : undefined;
}
