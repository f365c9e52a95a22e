import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { MOST_LEVELS, tooDeepLine } from '@/lib/core/parse-json';
import type { Outcome } from '@/lib/stats/outcome';
import type { ImportedFile } from '../imported-record';

/** Of a row, and of a line. */
const LONGEST = 1_000_000;
export const TOO_LONG = 'The line is longer than 1 MB.';

export interface CsvRow {
  line: number;
  cells: Record<string, string>;
}

/** What csv-parse says of a row beside it. */
interface Row {
  record: Record<string, string>;
  info: { lines: number };
}

/** Rows of a CSV with a header, as they come; at most one problem, for what follows it cannot be read. */
export async function* csvRows(
  file: ImportedFile,
  delimiter = ',',
): AsyncGenerator<CsvRow | { problem: string; line: number }> {
  const parser = parse({
    columns: true,
    info: true,
    bom: true,
    delimiter,
    trim: true,
    skip_empty_lines: true,
    max_record_size: LONGEST,
  });
  const source = Readable.from(file.open());
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const row of parser as AsyncIterable<Row>)
      yield { line: row.info.lines, cells: row.record };
  } catch (error) {
    const { code, message, lines } = error as CsvError & { lines?: number };
    // A quotation mark that is never closed makes one row of all that follows.
    const tooLong = 'The row is longer than 1 MB. Check for a quotation mark that is not closed.';
    yield { problem: code === 'CSV_MAX_RECORD_SIZE' ? tooLong : message, line: lines ?? 1 };
  } finally {
    source.destroy();
  }
}

/** A line of a file; `line` counts from 1. */
export interface TextLine {
  line: number;
  text: string;
  /** Longer than what is read: `text` is its beginning. */
  tooLong?: true;
}

/** A file's lines as they come, without their ends and an initial byte order mark. */
export async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let line = 0;
  let skipping = false;
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      if (skipping) {
        skipping = false;
        continue;
      }
      line++;
      yield { line, text: part.endsWith('\r') ? part.slice(0, -1) : part };
    }
    if (rest.length <= LONGEST) continue;
    if (!skipping) yield { line: ++line, text: rest.slice(0, 100), tooLong: true };
    skipping = true;
    rest = '';
  }
  rest += decoder.decode();
  if (rest !== '' && !skipping) yield { line: line + 1, text: rest };
}

const LARGEST = 16_000_000;

/** A JSON file as a whole; a problem in words where it is none, or more than memory should hold. */
export async function wholeJson(
  file: ImportedFile,
): Promise<{ value: Record<string, unknown> } | { problem: string }> {
  if (file.bytes > LARGEST)
    return {
      problem: `The file is larger than ${LARGEST / 1e6} MB, the maximum for a summary. Import the tool's requests instead, or its summary without details.`,
    };
  const parts: Uint8Array[] = [];
  for await (const chunk of file.open()) parts.push(chunk);
  const text = Buffer.concat(parts)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const line = tooDeepLine(text);
  if (line !== undefined)
    return { problem: `Line ${line} is nested more than ${MOST_LEVELS} levels deep.` };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { problem: 'The file is JSON, but not an object.' };
    return { value: value as Record<string, unknown> };
  } catch (error) {
    return { problem: `The file is not valid JSON: ${(error as Error).message}.` };
  }
}

/** What is at this path of objects; undefined where there is nothing. */
export function at(value: unknown, ...path: string[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}

/** A text at this path of objects; undefined where there is none, or something else. */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  const text = at(value, ...path);
  return typeof text === 'string' ? text : undefined;
}

/** A number that a file spells; undefined for an empty cell or one that is none. */
export function numberIn(text: unknown): number | undefined {
  if (typeof text === 'number') return Number.isFinite(text) ? text : undefined;
  if (typeof text !== 'string' || text.trim() === '' || text.trim() === 'N/A') return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** What became of an HTTP request, by its status and what else was said; no status: no answer came. */
export function httpOutcome(status: number | undefined, error: string): Outcome {
  if (/time[d ]?-?\s?out|ETIMEDOUT|SocketTimeout|deadline exceeded/i.test(error)) return 'timeout';
  if (status === undefined || status === 0) return error === '' ? 'ok' : 'networkError';
  return status >= 400 || error !== '' ? 'httpError' : 'ok';
}
