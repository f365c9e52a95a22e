import type { ComparedEndpoint, ComparedRun, Difference } from '@/lib/compare/model';
import type { MetricChart } from '@/lib/metrics/derive-series';
import type { ReportedRun } from '@/lib/plan/reported-runs';
import type { RunStatus } from '@/lib/plan/run-status';
import type { ChangeVerdict } from '@/lib/stats/compare/change-verdict';
import type { DistributionBin, ErrorGroup, RunSeries } from './model';

/** One of the runs laid side by side. */
export type CompareSide = MeasuredSide | ReportedSide;

export interface MeasuredSide {
  kind: 'run';
  /** The run's number as text. */
  key: string;
  run: ComparedRun;
  status: RunStatus;
  requests: number;
  p95Ms?: number;
  failureRate?: number;
  requestsPerSecond?: number;
  /** On steps that all sides share. */
  series: RunSeries;
  durationMs: number;
  distribution: DistributionBin[];
  errors: ErrorGroup[];
  /** The target's own metrics, on steps of `metricStepMs`. */
  metrics: MetricChart[];
  metricStepMs: number;
  isBaseline: boolean;
}

export interface ReportedSide {
  kind: 'reported';
  key: string;
  reported: ReportedRun;
}

/** What changed from the reference to one of the others. */
export interface CandidateChange {
  key: string;
  comparability: Difference[];
  endpoints: ComparedEndpoint[];
  onlyInBase: string[];
  onlyInCandidate: string[];
  /** Undefined where one of the two was not measured. */
  verdict?: ChangeVerdict;
}
