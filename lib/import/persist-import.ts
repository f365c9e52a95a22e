import { setImmediate } from 'node:timers/promises';
import { createBreather } from '@/lib/core/breather';
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
import { openSecondWriter } from '@/lib/store/seconds';
import { untilStored } from '@/lib/store/trouble';
import type { EndpointNaming } from './endpoint-names';
import type { ImportedRecord } from './imported-record';
import type { ValidatedImport } from './validate-import';

const BATCH = 5000;
const MAX_US = 4_294_967_295;
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
  const shelf = new WindowBuffer();
  const groups = new ErrorGroups();
  const users = new Map<number, number>();
  const samples = openSampleWriter(store.sqlite);
  const hold = openHold(store.sqlite, { id: runId, workerId });
  let batch = emptyBatch(BATCH);
  let stored = 0;
  const indexOf = indexer(names, naming);
  const write = store.sqlite.transaction(() => {
    hold.beat(Date.now());
    samples.write(runId, stored + 1, batch);
  });
  const flush = async () => {
    await untilStored(() => write.immediate());
    stored += batch.count;
    batch = emptyBatch(BATCH);
    onStored(stored);
    // A long import must not hold up every other page, nor a run under way.
    await setImmediate();
  };
  const keep = (record: ImportedRecord) => {
    if (record.kind === 'second') {
      const second = Math.floor((record.atMs - baseMs) / 1000);
      shelf.addCounts(second, indexOf(record.endpoint), record.requests, record.failures);
      if (record.users !== undefined) users.set(second, record.users);
    }
    if (record.kind === 'interval') {
      const second = Math.floor((record.atMs - baseMs) / 1000);
      shelf.addHistogram(second, indexOf(record.endpoint), record.histogram);
    }
    if (record.kind !== 'sample') return;
    const { startedMs, latencyMs, outcome, code = '', message = '' } = record;
    const endpoint = indexOf(record.endpoint);
    const fromMs = startedMs - baseMs;
    const latencyUs = Math.min(MAX_US, Math.round(latencyMs * 1000));
    shelf.add(Math.floor((fromMs + latencyMs) / 1000), endpoint, outcome, latencyUs);
    const row = batch.count++;
    batch.endpoint[row] = endpoint;
    batch.outcome[row] = OUTCOMES.indexOf(outcome);
    batch.error[row] =
      outcome === 'ok' ? 0 : groups.add(endpoint, outcome, code, message, fromMs + latencyMs);
    batch.intendedUs[row] = fromMs * 1000;
    batch.serviceUs[row] = latencyUs;
  };
  for (const { file, format } of files)
    for await (const record of format.read(file)) {
      keep(record);
      if (batch.count === BATCH) await flush();
    }
  if (batch.count > 0) await flush();
  await writeSeconds(store, { id: runId, workerId }, shelf, { names, users, groups });
}

interface Kept {
  names: string[];
  users: Map<number, number>;
  groups: ErrorGroups;
}

async function writeSeconds(
  store: Store,
  holder: Holder,
  shelf: WindowBuffer,
  { names, users, groups }: Kept,
): Promise<void> {
  const writer = openSecondWriter(store.sqlite, holder.id, holder.workerId);
  const letOthers = createBreather();
  let errors = groups.take();
  for (let second = 0; second <= shelf.lastSecond; second++) {
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
      windows: shelf.takeSecond(second),
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

interface OpenWindow {
  counts: OutcomeCounts;
  times: Histogram;
}

interface ClosedWindow {
  counts: OutcomeCounts;
  times: Uint8Array;
}

const MAX_OPEN = 64;

/**
 * Windows of samples that come in no order: those touched last are open, the others packed away, so that
 * memory grows with the length of the run and not with its requests.
 */
class WindowBuffer {
  private readonly open = new Map<
    string,
    { second: number; endpoint: number; window: OpenWindow }
  >();
  /** By second, then by endpoint: of most seconds there are only some endpoints. */
  private readonly closed = new Map<number, Map<number, ClosedWindow>>();
  private last = -1;

  /** Counts one request, ended at this second from the run's start. */
  add(second: number, endpoint: number, outcome: Outcome, latencyUs: number): void {
    const window = this.windowAt(second, endpoint);
    window.counts[outcome] += 1;
    if (hasLatency(outcome)) window.times.record(latencyUs);
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
    window.times.merge(histogram);
  }

  /** The last second with anything in it; -1 for none. */
  get lastSecond(): number {
    return this.last;
  }

  /** Takes the windows of a second out, as they are stored: there is one time only, response and service alike. */
  takeSecond(second: number): WindowRecord[] {
    for (const key of [...this.open.keys()]) this.close(key);
    const windows = [...(this.closed.get(second) ?? [])];
    this.closed.delete(second);
    return windows.map(([endpoint, { counts, times }]) => {
      const locustFailures = counts.httpError + counts.timeout + counts.networkError;
      return { second, endpoint, counts, locustFailures, response: times, service: times };
    });
  }

  private windowAt(second: number, endpoint: number): OpenWindow {
    this.last = Math.max(this.last, second);
    const key = `${second} ${endpoint}`;
    const known = this.open.get(key);
    if (known !== undefined) return known.window;
    if (this.open.size >= MAX_OPEN) {
      const [oldest] = this.open.keys();
      if (oldest !== undefined) this.close(oldest);
    }
    const ofSecond = this.closed.get(second);
    const before = ofSecond?.get(endpoint);
    const window = {
      counts: before?.counts ?? emptyOutcomeCounts(),
      times: before === undefined ? new Histogram() : Histogram.decode(before.times),
    };
    ofSecond?.delete(endpoint);
    this.open.set(key, { second, endpoint, window });
    return window;
  }

  private close(key: string): void {
    const found = this.open.get(key);
    if (found === undefined) return;
    const { second, endpoint, window } = found;
    this.open.delete(key);
    const ofSecond = this.closed.get(second) ?? new Map<number, ClosedWindow>();
    this.closed.set(second, ofSecond);
    ofSecond.set(endpoint, { counts: window.counts, times: window.times.encode() });
  }
}
