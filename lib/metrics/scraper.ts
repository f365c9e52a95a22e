import type { AllowedHosts } from '@/lib/core/host-guard';
import { count as grouped } from '@/lib/core/number';
import { redacted } from '@/lib/core/redact';
import type { Malformed } from './exposition';
import { type ScrapeNote, type ScrapeNoteCode, ScrapeNotes } from './model';
import { type ScrapeAnswer, scrape } from './scrape';
import { type SeriesLimits, SeriesMemory, type SeriesName } from './series-memory';

const EVERY_MS = 1000;
const TIMEOUT_MS = 5000;
const SERIES_LIMITS: SeriesLimits = { kept: 500, forWanted: 100 };
/** Within a second, away from its end, when the second's samples are written. */
const OFFSET_MS = 250;
const NOT_BEGUN_MS = 50;
/** How long the end of a run waits for an answer. */
const LAST_ANSWER_MS = 900;

/** What one scrape found: values by index into `series`, which only ever grows; NaN: absent. */
export interface Scrape {
  /** When the answer had come, ms from the run's start. */
  atMs: number;
  series: readonly SeriesName[];
  values: Float64Array;
}

export interface ScraperOptions {
  url: string;
  /** Where connections may lead besides this machine. */
  allowedHosts?: AllowedHosts;
  /** Takes credentials out of what the target says. */
  mask?: (text: string) => string;
  /** Series that are kept before others. */
  isWanted: (name: string) => boolean;
  /** The run's time; 0 until load is sent. */
  nowMs: () => number;
  /** Keeps a scrape; what it throws becomes a note. */
  keep: (found: Scrape) => void;
  /** Whenever notes have changed. */
  onNotes?: (notes: ScrapeNote[]) => void;
  /** Calls back once, unless the function that it returns has been called. */
  after?: (ms: number, call: () => void) => () => void;
}

export interface Scraper {
  /** No more scrapes; settles, within a second, when the last one has been kept or given up. */
  stop(): Promise<void>;
}

/** Scrapes once a second, never twice at once, until told to stop. Nothing that happens there throws. */
export function createScraper(options: ScraperOptions): Scraper {
  const { url, nowMs, after = realTimer, mask = redacted } = options;
  const memory = new SeriesMemory(options.isWanted, SERIES_LIMITS);
  const notes = new ScrapeNotes();
  let turn = 0;
  let leftOut = 0;
  let stopped = false;
  let underWay: { done: Promise<void>; end(): void } | undefined;
  let cancelTurn = after(0, takeTurn);

  function takeTurn() {
    const now = nowMs();
    if (now === 0) {
      cancelTurn = after(NOT_BEGUN_MS, takeTurn);
      return;
    }
    // A timer may be a little early; a process that stood still has missed turns.
    const due = Math.max(turn, Math.floor((now - OFFSET_MS) / EVERY_MS));
    if (now >= OFFSET_MS + turn * EVERY_MS - 5) {
      const missed = due - turn + (underWay === undefined ? 0 : 1);
      if (missed > 0) note('missed-turn', missedMessage(url), missed);
      if (underWay === undefined) underWay = begin();
      turn = due + 1;
    }
    const next = OFFSET_MS + turn * EVERY_MS;
    cancelTurn = after(Math.max(1, next - now), takeTurn);
  }

  function begin() {
    const ending = new AbortController();
    const cancel = after(TIMEOUT_MS, () => ending.abort());
    const sinceMs = nowMs();
    const done = scrape(url, ending.signal, options.allowedHosts)
      .then(take, () => {
        const seconds = Math.round((nowMs() - sinceMs) / 100) / 10;
        note('timeout', silenceMessage(url, seconds, stopped));
      })
      .finally(() => {
        cancel();
        underWay = undefined;
      });
    return { done, end: () => ending.abort() };
  }

  function take(answer: ScrapeAnswer) {
    if (answer.kind === 'problem') return note(answer.code, answer.message);
    const { values, samples, malformed } = memory.read(mask(answer.text));
    if (samples === 0)
      return malformed.count === 0
        ? note('empty', emptyMessage(url))
        : note('not-metrics', notMetricsMessage(url, malformed));
    if (malformed.count > 0) note('malformed', malformedMessage(url, malformed));
    if (memory.leftOut > leftOut) {
      leftOut = memory.leftOut;
      note('too-many-series', tooManyMessage(url, memory.kept.length, leftOut));
    }
    try {
      options.keep({ atMs: nowMs(), series: memory.kept, values });
    } catch (error) {
      note('not-stored', notStoredMessage(url, error));
    }
  }

  function note(code: ScrapeNoteCode, message: string, count = 1) {
    notes.add(code, mask(message), nowMs(), count);
    options.onNotes?.(notes.list());
  }

  return {
    async stop() {
      if (stopped) return underWay?.done;
      stopped = true;
      cancelTurn();
      const last = underWay;
      if (last === undefined) return;
      const cancel = after(LAST_ANSWER_MS, last.end);
      await last.done;
      cancel();
    },
  };
}

function realTimer(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
}

const CHECK_URL = 'Check the target’s metrics URL; it often ends in /metrics.';
const QUOTED_CHARACTERS = 60;

function emptyMessage(url: string): string {
  return `${url} returned no metrics. ${CHECK_URL}`;
}

function notMetricsMessage(url: string, { first }: Malformed): string {
  return `${url} did not return Prometheus metrics; the response starts with ${quoted(first[0]?.text)}. ${CHECK_URL}`;
}

function malformedMessage(url: string, { count, first }: Malformed): string {
  const lines = first.map(({ line, text }) => `line ${line}, ${quoted(text)}`).join('; ');
  const some = count > first.length ? `${grouped(count)} lines, including ` : '';
  return `${url} returned malformed lines: ${some}${lines}. They were skipped and the rest was stored. Fix the service’s exporter.`;
}

function tooManyMessage(url: string, kept: number, leftOut: number): string {
  return `${url} returned ${grouped(kept + leftOut)} series; ${grouped(kept)} were stored, selected metrics first. Select the metrics you need, or expose fewer series.`;
}

function missedMessage(url: string): string {
  return `${url} took longer than a second to respond, so scrapes were skipped and charts have gaps. The load was not affected.`;
}

function silenceMessage(url: string, seconds: number, atEnd: boolean): string {
  const when = atEnd ? `had not responded when the run ended, ${seconds} s after the request` : '';
  return `${url} ${when || `did not respond within ${seconds} s`}. The load was not affected. Check whether the service is overloaded and whether the URL is correct.`;
}

function notStoredMessage(url: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `Metrics of ${url} could not be stored: ${reason}. Check whether the disk is full.`;
}

function quoted(text = ''): string {
  return text.length > QUOTED_CHARACTERS ? `“${text.slice(0, QUOTED_CHARACTERS)}…”` : `“${text}”`;
}
