/** What a run can be exported as; `words` says what for. */
export const EXPORT_FORMATS = {
  csv: {
    ending: 'csv',
    type: 'text/csv; charset=utf-8',
    words: 'One row per request, for spreadsheets and re-import',
  },
  jsonl: {
    ending: 'jsonl',
    type: 'application/x-ndjson',
    words: 'One JSON line per request, for scripts',
  },
  parquet: {
    ending: 'parquet',
    type: 'application/vnd.apache.parquet',
    words: 'All requests in columnar form, for DuckDB and pandas',
  },
  json: {
    ending: 'json',
    type: 'application/json',
    words: 'Summary with totals, endpoints, verdicts and findings',
  },
  junit: {
    ending: 'junit.xml',
    type: 'application/xml',
    words: 'Objectives as test cases, for CI',
  },
  hgrm: {
    ending: 'hgrm',
    type: 'text/plain; charset=utf-8',
    words: 'Percentile distribution, for HdrHistogram plotters',
  },
} as const;

export type ExportFormat = keyof typeof EXPORT_FORMATS;
export const EXPORT_FORMAT_NAMES = Object.keys(EXPORT_FORMATS) as ExportFormat[];
