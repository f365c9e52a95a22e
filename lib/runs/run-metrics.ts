import type { MetricChart } from '@/lib/metrics/derive-series';
import type { ScrapeNote } from '@/lib/observe/scrape-note';

/** The target's own metrics in a run, as its page shows them; what `/api/runs/N/metrics` answers. */
export interface RunMetrics {
  /** Whether the target has a metrics address now. */
  configured: boolean;
  /** The target whose runs a choice applies to; undefined once it has been deleted. */
  targetId?: number;
  /** All metrics that were found, by name. */
  present: string[];
  /** Those shown, and whether a user chose them. */
  shown: string[];
  chosen: boolean;
  notes: ScrapeNote[];
  /** Length of a step of the charts, ms: points lie on multiples of it. */
  stepMs: number;
  /** Only points from then on, ms from the run's start; undefined: all. */
  sinceMs?: number;
  charts: MetricChart[];
}
