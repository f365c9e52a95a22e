/** What a run can be exported as; `words` says what for. */
export const EXPORT_FORMATS = {
  csv: {
    ending: 'csv',
    type: 'text/csv; charset=utf-8',
    words: 'Every request as a row, for spreadsheets and for importing again',
  },
  jsonl: {
    ending: 'jsonl',
    type: 'application/x-ndjson',
    words: 'Every request as a line of JSON, for scripts',
  },
  parquet: {
    ending: 'parquet',
    type: 'application/vnd.apache.parquet',
    words: 'Every request in columns, for DuckDB, pandas and the like',
  },
  json: {
    ending: 'json',
    type: 'application/json',
    words: 'The summary: totals, endpoints, verdicts, findings',
  },
  junit: {
    ending: 'junit.xml',
    type: 'application/xml',
    words: 'Objectives as test cases, for CI',
  },
  hgrm: {
    ending: 'hgrm',
    type: 'text/plain; charset=utf-8',
    words: 'The percentile distribution, for HdrHistogram’s plotters',
  },
} as const;

export type ExportFormat = keyof typeof EXPORT_FORMATS;
export const EXPORT_FORMAT_NAMES = Object.keys(EXPORT_FORMATS) as ExportFormat[];
