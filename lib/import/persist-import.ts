import { setImmediate } from 'node:timers/promises';
import { createBreather } from '@/lib/core/breather';
import { redacted } from '@/lib/core/redact';
import { ErrorGroups } from '@/lib/engine/error-groups';
import { Histogram } from '@/lib/stats/histogram';
import {
  emptyOutcomeCounts,
  hasLatency,
  OUTCOMES,
  type Outcome,
  type OutcomeCounts,
} from '@/lib/stats/outcome';
import type { SampleBatch, WindowRecord } from '@/lib/stats/windows';
import type { Store } from '@/lib/store/open-store';
import { type Holder, openHold } from '@/lib/store/queue/hold';
import { openSampleWriter } from '@/lib/store/samples';
import { openSecondWriter, openWindowAdder } from '@/lib/store/seconds';
import { untilStored } from '@/lib/store/trouble';
import { type EndpointNaming, MOST_ENDPOINTS } from './endpoint-names';
import type { ImportedRecord } from './imported-record';
import type { ValidatedImport } from './validate-import';

const BATCH = 5000;
const MAX_US = 4_294_967_295;
const MAX_CODE = 100;
const NO_DELAYS = new Histogram().encode();
const NO_SAMPLES = emptyBatch(0);

/** Reads surveyed files once more and keeps their samples, seconds and failures as the run's own. */
export async function persistImport(
  store: Store,
  { id: runId, workerId }: Holder,
  { files, baseMs, naming }: ValidatedImport,
  onStored: (samples: number) => void,
): Promise<void> {
  const names: string[] = [];
  const fresh = new FreshWindows();
  const groups = new ErrorGroups();
  const users = new Map<number, number>();
  const samples = openSampleWriter(store.sqlite);
  const adder = openWindowAdder(store.sqlite, runId);
  const hold = openHold(store.sqlite, { id: runId, workerId });
  let batch = emptyBatch(BATCH);
  let stored = 0;
  const indexOf = indexer(names, naming);
  const write = store.sqlite.transaction((windows: WindowRecord[]) => {
    hold.beat(Date.now());
    samples.write(runId, stored + 1, batch);
    adder.add(windows);
  });
  const flush = async (windows: WindowRecord[]) => {
    await untilStored(() => write.immediate(windows));
    stored += batch.count;
    batch = emptyBatch(BATCH);
    onStored(stored);
    // A long import must not hold up every other page, nor a run under way.
    await setImmediate();
  };
  const keep = (record: ImportedRecord) => {
    if (record.kind === 'second') {
      const second = Math.floor((record.atMs - baseMs) / 1000);
      fresh.addCounts(second, indexOf(record.endpoint), record.requests, record.failures);
      if (record.users !== undefined) users.set(second, record.users);
    }
    if (record.kind === 'interval') {
      const second = Math.floor((record.atMs - baseMs) / 1000);
      fresh.addHistogram(second, indexOf(record.endpoint), record.histogram);
    }
    if (record.kind !== 'sample') return;
    const { startedMs, latencyMs, outcome, code = '', message = '' } = record;
    const endpoint = indexOf(record.endpoint);
    const fromMs = startedMs - baseMs;
    const latencyUs = Math.min(MAX_US, Math.round(latencyMs * 1000));
    fresh.add(Math.floor((fromMs + latencyMs) / 1000), endpoint, outcome, latencyUs);
    const row = batch.count++;
    batch.endpoint[row] = endpoint;
    batch.outcome[row] = OUTCOMES.indexOf(outcome);
    batch.error[row] =
      outcome === 'ok'
        ? 0
        : groups.add(
            endpoint,
            outcome,
            redacted(code).slice(0, MAX_CODE),
            redacted(message),
            fromMs + latencyMs,
          );
    batch.intendedUs[row] = fromMs * 1000;
    batch.serviceUs[row] = latencyUs;
  };
  for (const { file, format } of files)
    for await (const record of format.read(file)) {
      keep(record);
      if (fresh.isFull) await flush(fresh.take());
      else if (batch.count === BATCH) await flush([]);
    }
  await flush(fresh.take());
  await writeTicks(store, { id: runId, workerId }, fresh.lastSecond, { names, users, groups });
}

interface Kept {
  names: string[];
  users: Map<number, number>;
  groups: ErrorGroups;
}

/** What makes seconds of the stored windows. */
async function writeTicks(
  store: Store,
  holder: Holder,
  lastSecond: number,
  { names, users, groups }: Kept,
): Promise<void> {
  const writer = openSecondWriter(store.sqlite, holder.id, holder.workerId);
  const letOthers = createBreather();
  let errors = groups.take();
  for (let second = 0; second <= lastSecond; second++) {
    const report = {
      second,
      tick: {
        second,
        activeUsers: users.get(second) ?? 0,
        inFlight: 0,
        queued: 0,
        skipped: {},
        eventLoopLagMs: 0,
        scheduleDelay: NO_DELAYS,
        cpuMs: undefined,
        gcMs: undefined,
      },
      windows: [],
      phases: [],
      samples: NO_SAMPLES,
      errors,
      endpoints: names,
    };
    await untilStored(() => writer.write(report, Date.now()));
    errors = [];
    await letOthers();
  }
}

/** The index of the name that an endpoint is kept under, given out in the order of first appearance. */
function indexer(names: string[], { nameOf }: EndpointNaming): (name: string) => number {
  const known = new Map<string, number>();
  return (given) => {
    const name = nameOf(given);
    const index = known.get(name);
    if (index !== undefined) return index;
    known.set(name, names.length);
    names.push(name);
    return names.length - 1;
  };
}

function emptyBatch(size: number): SampleBatch {
  return {
    count: 0,
    endpoint: new Uint16Array(size),
    outcome: new Uint8Array(size),
    error: new Uint16Array(size),
    intendedUs: new Float64Array(size),
    sendDelayUs: new Uint32Array(size),
    serviceUs: new Uint32Array(size),
  };
}

interface FreshWindow {
  second: number;
  endpoint: number;
  counts: OutcomeCounts;
  /** µs. */
  times: number[];
  intervals: Histogram[];
}

/** Windows are stored when there are so many of them, or so many times in them: some ten megabytes. */
const MAX_WINDOWS = 5000;
const MAX_TIMES = 200_000;
const MAX_INTERVALS = 200;

/**
 * Windows of what was read last. They are taken out, and added to what is stored, long before the file ends: memory
 * grows neither with its seconds nor with its endpoints, in whatever order its rows are.
 */
class FreshWindows {
  private windows = new Map<number, FreshWindow>();
  private times = 0;
  private intervals = 0;
  private last = -1;

  /** Counts one request, ended at this second from the run's start. */
  add(second: number, endpoint: number, outcome: Outcome, latencyUs: number): void {
    const window = this.windowAt(second, endpoint);
    window.counts[outcome] += 1;
    if (!hasLatency(outcome)) return;
    window.times.push(latencyUs);
    this.times += 1;
  }

  /** Counts requests of which only what became of them is known. */
  addCounts(second: number, endpoint: number, requests: number, failures: number): void {
    const { counts } = this.windowAt(second, endpoint);
    counts.ok += Math.max(0, requests - failures);
    counts.httpError += failures;
  }

  addHistogram(second: number, endpoint: number, histogram: Histogram): void {
    const window = this.windowAt(second, endpoint);
    window.counts.ok += histogram.count;
    window.intervals.push(histogram);
    this.intervals += 1;
  }

  /** The last second with anything in it; -1 for none. */
  get lastSecond(): number {
    return this.last;
  }

  get isFull(): boolean {
    return (
      this.windows.size >= MAX_WINDOWS || this.times >= MAX_TIMES || this.intervals >= MAX_INTERVALS
    );
  }

  /** Takes all of them out, as they are stored: there is one time only, response and service alike. */
  take(): WindowRecord[] {
    const taken = [...this.windows.values()];
    this.windows = new Map();
    this.times = 0;
    this.intervals = 0;
    const ordered = taken.sort((a, b) => a.second - b.second || a.endpoint - b.endpoint);
    return ordered.map(({ second, endpoint, counts, times, intervals }) => {
      const histogram = new Histogram();
      for (const us of times) histogram.record(us);
      for (const interval of intervals) histogram.merge(interval);
      const locustFailures = counts.httpError + counts.timeout + counts.networkError;
      const encoded = histogram.encode();
      return { second, endpoint, counts, locustFailures, response: encoded, service: encoded };
    });
  }

  private windowAt(second: number, endpoint: number): FreshWindow {
    this.last = Math.max(this.last, second);
    const key = second * MOST_ENDPOINTS + endpoint;
    const known = this.windows.get(key);
    if (known !== undefined) return known;
    const counts = emptyOutcomeCounts();
    const made: FreshWindow = { second, endpoint, counts, times: [], intervals: [] };
    this.windows.set(key, made);
    return made;
  }
}
