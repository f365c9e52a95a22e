import { Histogram } from '@/lib/stats/histogram';
import { PHASES, type Phase, type PhaseRecord } from '@/lib/stats/windows';
import type { Phases } from './transport/transport';

/** One endpoint's phases while their second lasts; its histograms are used again for the next. */
export class PhaseTimes {
  private readonly histograms: Partial<Record<Phase, Histogram>> = {};

  constructor(private readonly endpoint: number) {}

  add({ queuedMs, connectMs, tlsMs, firstByteMs, transferMs }: Phases): void {
    if (queuedMs !== undefined) this.record('queued', queuedMs);
    if (connectMs !== undefined) this.record('connect', connectMs);
    if (tlsMs !== undefined) this.record('tls', tlsMs);
    this.record('firstByte', firstByteMs);
    this.record('transfer', transferMs);
  }

  /** What came in since the last call. */
  take(): PhaseRecord[] {
    const records: PhaseRecord[] = [];
    for (const phase of PHASES) {
      const histogram = this.histograms[phase];
      if (histogram === undefined || histogram.count === 0) continue;
      records.push({ endpoint: this.endpoint, phase, histogram: histogram.encode() });
      histogram.reset();
    }
    return records;
  }

  private record(phase: Phase, ms: number): void {
    let histogram = this.histograms[phase];
    if (histogram === undefined) {
      histogram = new Histogram();
      this.histograms[phase] = histogram;
    }
    histogram.record(ms * 1000);
  }
}
