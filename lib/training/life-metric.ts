import { Histogram } from '@/lib/stats/histogram';
import type { Observation, ObservationMethod } from '@/lib/users/job-life/observation';
import type { JobMetricReport } from '@/lib/users/job-life/report';

// A Histogram of microseconds ends at 71 minutes 34 seconds.
const HIGHEST = 4_294_967_295;

/** One metric of the jobs' lives: its values, how they were seen, and how far off they are at the worst. */
export class LifeMetric {
  private readonly histogram = new Histogram();
  private readonly methods = { client: 0, service: 0, polls: 0 };
  private worstErrorMs: number | undefined;
  private beyondRange = 0;

  add({ ms, method, errorMs }: Observation): void {
    this.addValue(ms * 1000, method);
    if (method !== 'client') this.worstErrorMs = Math.max(this.worstErrorMs ?? 0, errorMs);
  }

  /** Microseconds, or bytes per second. */
  addValue(value: number, method: ObservationMethod): void {
    this.histogram.record(value);
    this.methods[method] += 1;
    if (value > HIGHEST) this.beyondRange += 1;
  }

  report(): JobMetricReport {
    return {
      histogram: this.histogram.encode(),
      methods: { ...this.methods },
      worstErrorMs: this.worstErrorMs,
      beyondRange: this.beyondRange,
    };
  }
}
