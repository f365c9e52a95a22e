import { Histogram } from '@/lib/stats/histogram';
import { WindowTally } from '@/lib/stats/window-tally';
import {
  concatBatches,
  type ErrorRecord,
  type JobGauges,
  type PhaseRecord,
  type SecondReport,
  type Tick,
  type WindowRecord,
} from '@/lib/stats/windows';

/** Gives names the numbers in which they came first, and translates a generator's own numbers. */
class Numbers {
  readonly names: string[] = [];
  private readonly known = new Map<string, number>();

  of(name: string): number {
    const number = this.known.get(name);
    if (number !== undefined) return number;
    this.known.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

/**
 * Makes one report of each second out of those of several generators, once all that are still at work
 * have sent theirs. Histograms are merged exactly; endpoints and error groups get the run's own numbers.
 */
export class SecondMerger {
  private readonly waiting: SecondReport[][];
  private readonly ended: boolean[];
  private readonly endpoints = new Numbers();
  private readonly errors = new Numbers();

  constructor(private readonly generators: number) {
    this.waiting = Array.from({ length: generators }, () => []);
    this.ended = Array.from({ length: generators }, () => false);
  }

  get endpointNames(): string[] {
    return [...this.endpoints.names];
  }

  /** Adds a generator's next second; returns those that are complete by it. */
  add(generator: number, report: SecondReport): SecondReport[] {
    if (this.generators === 1) {
      for (const name of report.endpoints) this.endpoints.of(name);
      return [report];
    }
    this.waiting[generator]?.push(report);
    return this.complete();
  }

  /** A generator sends no more. */
  end(generator: number): SecondReport[] {
    this.ended[generator] = true;
    return this.complete();
  }

  private complete(): SecondReport[] {
    const merged: SecondReport[] = [];
    for (;;) {
      const isShort = this.waiting.some((queue, at) => queue.length === 0 && !this.ended[at]);
      const parts = isShort ? [] : this.waiting.flatMap((queue) => queue.shift() ?? []);
      if (parts.length === 0) return merged;
      merged.push(this.merge(parts));
    }
  }

  private merge(parts: SecondReport[]): SecondReport {
    const second = parts[0]?.second ?? 0;
    const translated = parts.map((part) => this.translate(part));
    return {
      second,
      tick: mergeTicks(
        second,
        parts.map((part) => part.tick),
      ),
      windows: mergeWindows(
        second,
        translated.flatMap((part) => part.windows),
      ),
      phases: mergePhases(translated.flatMap((part) => part.phases)),
      samples: concatBatches(translated.map((part) => part.samples)),
      errors: mergeErrors(translated.flatMap((part) => part.errors)),
      endpoints: this.endpointNames,
    };
  }

  /** In the run's numbers in place of the generator's. */
  private translate(
    report: SecondReport,
  ): Pick<SecondReport, 'windows' | 'phases' | 'samples' | 'errors'> {
    const endpoints = report.endpoints.map((name) => this.endpoints.of(name));
    const endpointOf = (index: number) => endpoints[index] ?? 0;
    const errorIds = new Map<number, number>();
    const errors = report.errors.map((error) => {
      const endpoint = endpointOf(error.endpoint);
      const key = JSON.stringify([endpoint, error.outcome, error.code, error.message]);
      const id = this.errors.of(key) + 1;
      errorIds.set(error.id, id);
      return { ...error, endpoint, id };
    });
    const { samples } = report;
    return {
      windows: report.windows.map((window) => ({
        ...window,
        endpoint: endpointOf(window.endpoint),
      })),
      phases: report.phases.map((phase) => ({ ...phase, endpoint: endpointOf(phase.endpoint) })),
      samples: {
        ...samples,
        endpoint: samples.endpoint.map(endpointOf),
        // A sample's error group is always among those of its own second.
        error: samples.error.map((id) => errorIds.get(id) ?? 0),
      },
      errors,
    };
  }
}

function mergeTicks(second: number, ticks: Tick[]): Tick {
  const sum = (figure: (tick: Tick) => number) =>
    ticks.reduce((all, tick) => all + figure(tick), 0);
  const delay = new Histogram();
  const skipped = new Map<string, number>();
  for (const tick of ticks) {
    delay.add(tick.scheduleDelay);
    for (const [name, count] of Object.entries(tick.skipped))
      skipped.set(name, (skipped.get(name) ?? 0) + count);
  }
  return {
    second,
    activeUsers: sum((tick) => tick.activeUsers),
    inFlight: sum((tick) => tick.inFlight),
    queued: sum((tick) => tick.queued),
    skipped: Object.fromEntries(skipped),
    eventLoopLagMs: Math.max(...ticks.map((tick) => tick.eventLoopLagMs)),
    scheduleDelay: delay.encode(),
    // One busy generator delays its own requests, however idle the others are.
    cpuMs: Math.max(...ticks.map((tick) => tick.cpuMs ?? 0)),
    gcMs: Math.max(...ticks.map((tick) => tick.gcMs ?? 0)),
    jobs: mergeJobs(ticks.flatMap((tick) => tick.jobs ?? [])),
  };
}

function mergeJobs([first, ...others]: JobGauges[]): JobGauges | undefined {
  if (first === undefined) return undefined;
  const sum = { ...first };
  for (const other of others)
    for (const state of Object.keys(sum) as (keyof JobGauges)[]) sum[state] += other[state];
  return sum;
}

function mergeWindows(second: number, windows: readonly WindowRecord[]): WindowRecord[] {
  const tallies = new Map<number, WindowTally>();
  for (const window of windows) {
    const tally = tallies.get(window.endpoint) ?? new WindowTally();
    tally.add(window);
    tallies.set(window.endpoint, tally);
  }
  return [...tallies]
    .map(([endpoint, tally]) => tally.window(second, endpoint))
    .sort((a, b) => a.endpoint - b.endpoint);
}

function mergePhases(phases: PhaseRecord[]): PhaseRecord[] {
  const merged = new Map<string, PhaseRecord>();
  for (const one of phases) {
    const key = `${one.endpoint} ${one.phase}`;
    const other = merged.get(key);
    const histogram = other
      ? Histogram.merged([other.histogram, one.histogram]).encode()
      : one.histogram;
    merged.set(key, { ...one, histogram });
  }
  return [...merged.values()];
}

function mergeErrors(errors: ErrorRecord[]): ErrorRecord[] {
  const merged = new Map<number, ErrorRecord>();
  for (const error of errors) {
    const other = merged.get(error.id);
    if (other === undefined) merged.set(error.id, { ...error });
    else {
      other.count += error.count;
      other.firstMs = Math.min(other.firstMs, error.firstMs);
      other.lastMs = Math.max(other.lastMs, error.lastMs);
    }
  }
  return [...merged.values()];
}
