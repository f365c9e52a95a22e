import { Histogram } from '@/lib/stats/histogram';
import { emptyOutcomeCounts, hasLatency } from '@/lib/stats/outcome';
import type { WindowRecord } from '@/lib/stats/windows';
import type { Classified } from './classify-reply';

/** One endpoint's window while its second lasts; its histograms are used again for the next. */
export class OpenWindow {
  private counts = emptyOutcomeCounts();
  private locustFailures = 0;
  private samples = 0;
  private readonly response = new Histogram();
  private readonly service = new Histogram();

  constructor(private readonly endpoint: number) {}

  add({ outcome, locustFailed }: Classified, sendDelayUs: number, serviceUs: number): void {
    this.samples += 1;
    this.counts[outcome] += 1;
    if (locustFailed) this.locustFailures += 1;
    if (!hasLatency(outcome)) return;
    this.response.record(sendDelayUs + serviceUs);
    this.service.record(serviceUs);
  }

  drop(): void {
    this.samples += 1;
    this.counts.dropped += 1;
  }

  /** The window of `second`, and a clean start; undefined when there was no sample. */
  close(second: number): WindowRecord | undefined {
    if (this.samples === 0) return undefined;
    const record = {
      second,
      endpoint: this.endpoint,
      counts: this.counts,
      locustFailures: this.locustFailures,
      response: this.response.encode(),
      service: this.service.encode(),
    };
    this.counts = emptyOutcomeCounts();
    this.locustFailures = 0;
    this.samples = 0;
    this.response.reset();
    this.service.reset();
    return record;
  }
}
