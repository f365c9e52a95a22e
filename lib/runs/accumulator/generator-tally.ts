import { Histogram } from '@/lib/stats/histogram';
import type { Tick } from '@/lib/stats/windows';
import type { GeneratorHealth } from '../model';

/** The generator's health, added up second by second: `add` is cheap, `summarise` derives. */
export class GeneratorTally {
  private readonly delay = new Histogram();
  private readonly lagsMs: number[] = [];
  private readonly cpuShares: number[] = [];
  private gcMs = 0;
  private queuedSeconds = 0;
  /** How long users were there, all together, ms. */
  userMs = 0;

  add(tick: Tick): void {
    this.delay.add(tick.scheduleDelay);
    this.lagsMs.push(tick.eventLoopLagMs);
    if (tick.cpuMs !== undefined) this.cpuShares.push(Math.min(1, tick.cpuMs / 1000));
    this.gcMs += tick.gcMs ?? 0;
    if (tick.queued > 0) this.queuedSeconds += 1;
    this.userMs += tick.activeUsers * 1000;
  }

  /** The share of seconds, 0 to 1, in which the thread was late by more than `ms`. */
  lateShare(ms: number): number | undefined {
    const { length } = this.lagsMs;
    return length === 0 ? undefined : this.lagsMs.filter((lag) => lag > ms).length / length;
  }

  /** The share of seconds, 0 to 1, at whose end arrivals were waiting. */
  get queuedShare(): number | undefined {
    const { length } = this.lagsMs;
    return length === 0 ? undefined : this.queuedSeconds / length;
  }

  summarise(): GeneratorHealth | undefined {
    if (this.lagsMs.length === 0) return undefined;
    const { delay } = this;
    return {
      scheduleDelay: {
        samples: delay.count,
        p50Ms: inMs(delay.quantile(0.5)),
        p99Ms: inMs(delay.quantile(0.99)),
        maxMs: inMs(delay.max),
      },
      eventLoopLag: { p99Ms: rank(this.lagsMs, 0.99) ?? 0, maxMs: rank(this.lagsMs, 1) ?? 0 },
      cpuShareP95: rank(this.cpuShares, 0.95),
      gcShare: this.cpuShares.length === 0 ? undefined : this.gcMs / (this.cpuShares.length * 1000),
    };
  }
}

/** The value at rank ceil(q·n); undefined of none. */
function rank(values: readonly number[], q: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
}

function inMs(us: number | undefined): number | undefined {
  return us === undefined ? undefined : us / 1000;
}
