import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import type { ForeignFile } from '../imported-record';

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
  file: ForeignFile,
  delimiter = ',',
): AsyncGenerator<CsvRow | { problem: string; line: number }> {
  const parser = parse({
    ...{ columns: true, info: true, bom: true, delimiter, trim: true },
    ...{ skip_empty_lines: true, max_record_size: 1_000_000 },
  });
  const source = Readable.from(file.open());
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const row of parser as AsyncIterable<Row>)
      yield { line: row.info.lines, cells: row.record };
  } catch (error) {
    const { message, lines } = error as CsvError & { lines?: number };
    yield { problem: message, line: lines ?? 1 };
  } finally {
    source.destroy();
  }
}
