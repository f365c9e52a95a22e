import { FamilyTypes, type Malformed, readHead, readValue, scanLines } from './exposition';
import type { MetricSeries } from './model';

/** A series without its values. Its index is its place in `SeriesMemory.kept`. */
export type SeriesName = Pick<MetricSeries, 'name' | 'labels' | 'type'>;

export interface SeriesReading {
  /** By index of the kept series; NaN where one was absent. */
  values: Float64Array;
  /** Samples read, kept or not. */
  samples: number;
  malformed: Malformed;
}

/** A line's text before its value, the series it stands for, and the line that came after it. */
interface Known {
  head: string;
  /** Of the kept series; -1 where it is not kept. */
  index: number;
  next: Known | undefined;
}

const NOT_KEPT = -1;
/** Series that come and go for ever must not fill the memory: beyond these, lines are read anew. */
const REMEMBERED = 50_000;

export interface SeriesLimits {
  /** Series kept at most. */
  kept: number;
  /** Of these, places that only wanted series may take: many appear only under load. */
  forWanted: number;
}

/**
 * Reads one scrape after the other. From one to the next, lines are mostly the same but for their values:
 * the text before the value is compared with that of last time, and only what is new is taken apart.
 */
export class SeriesMemory {
  readonly kept: SeriesName[] = [];
  /** Series that found no place, as far as they are remembered. */
  leftOut = 0;
  readonly #known = new Map<string, Known>();
  readonly #indexes = new Map<string, number>();
  readonly #first: Known = { head: '', index: NOT_KEPT, next: undefined };

  constructor(
    readonly isWanted: (name: string) => boolean,
    readonly limits: SeriesLimits,
  ) {}

  read(text: string): SeriesReading {
    const types = new FamilyTypes();
    const found = new Map<number, number>();
    const waiting: { known: Known; series: SeriesName; value: number }[] = [];
    let last = this.#first;
    let samples = 0;
    const malformed = scanLines(text, {
      comment: (line) => types.read(line),
      sample: (whole, from, to) => {
        const guess = last.next;
        if (guess !== undefined && whole.startsWith(guess.head, from)) {
          const value = this.#valueAfter(whole, from + guess.head.length, to);
          if (value !== undefined) {
            if (guess.index !== NOT_KEPT) found.set(guess.index, value);
            last = guess;
            samples++;
            return true;
          }
        }
        const head = readHead(whole, from);
        const value =
          head === undefined || head.end > to ? undefined : readValue(whole, head.end, to);
        if (head === undefined || value === undefined) return false;
        samples++;
        const key = whole.slice(from, head.end);
        const known = this.#known.get(key);
        if (known !== undefined) {
          if (known.index !== NOT_KEPT) found.set(known.index, value);
          last = known;
          return true;
        }
        if (this.#known.size >= REMEMBERED) return true;
        const added: Known = { head: key, index: NOT_KEPT, next: last.next };
        last.next = added;
        last = added;
        this.#known.set(key, added);
        const series = { name: head.name, labels: head.labels, type: types.typeOf(head.name) };
        waiting.push({ known: added, series, value });
        return true;
      },
    });
    this.#giveIndexes(waiting, found);
    const values = new Float64Array(this.kept.length).fill(Number.NaN);
    for (const [index, value] of found) values[index] = value;
    return { values, samples, malformed };
  }

  /** Undefined unless a blank and a value follow: "up" is not the head of "up_total 1". */
  #valueAfter(text: string, at: number, to: number): number | undefined {
    const code = text.charCodeAt(at);
    if (at >= to || (code !== 32 && code !== 9)) return undefined;
    return readValue(text, at, to);
  }

  /** Wanted ones first, then in the order of appearance, while there is room. */
  #giveIndexes(
    waiting: readonly { known: Known; series: SeriesName; value: number }[],
    found: Map<number, number>,
  ) {
    const { kept, forWanted } = this.limits;
    const keep = (wanted: boolean, room: number) => {
      for (const { known, series, value } of waiting) {
        if (this.isWanted(series.name) !== wanted) continue;
        const identity = identityOf(series);
        known.index = this.#indexes.get(identity) ?? NOT_KEPT;
        if (known.index === NOT_KEPT && this.kept.length < room) {
          known.index = this.kept.push(series) - 1;
          this.#indexes.set(identity, known.index);
        }
        if (known.index === NOT_KEPT) this.leftOut++;
        else found.set(known.index, value);
      }
    };
    keep(true, kept);
    keep(false, kept - forWanted);
  }
}

/** The same whatever the order in which the labels were written. */
function identityOf({ name, labels }: SeriesName): string {
  return JSON.stringify([name, Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
