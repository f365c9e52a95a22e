export const SCRAPE_NOTE_CODES = [
  'unreachable',
  'timeout',
  'too-large',
  'http-error',
  'redirect',
  'not-metrics',
  'empty',
  'malformed',
  'too-many-series',
  'missed-turn',
  'not-stored',
] as const;
export type ScrapeNoteCode = (typeof SCRAPE_NOTE_CODES)[number];

/** What went wrong with scraping, how often, and when first and last (ms from the run's start). */
export interface ScrapeNote {
  code: ScrapeNoteCode;
  /** What was wrong, where, and what to do. */
  message: string;
  count: number;
  firstMs: number;
  lastMs: number;
}

/** Notes of one run: those of a code are one, with the latest message. */
export class ScrapeNotes {
  readonly #notes = new Map<ScrapeNoteCode, ScrapeNote>();

  add(code: ScrapeNoteCode, message: string, atMs: number, count = 1): void {
    const before = this.#notes.get(code);
    this.#notes.set(code, {
      code,
      message,
      count: (before?.count ?? 0) + count,
      firstMs: before?.firstMs ?? Math.round(atMs),
      lastMs: Math.round(atMs),
    });
  }

  /** In the order of their first occurrence. */
  list(): ScrapeNote[] {
    return [...this.#notes.values()].sort((a, b) => a.firstMs - b.firstMs);
  }
}
