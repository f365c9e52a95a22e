import type { LoadPlan } from '@/lib/plan/load-plan';
import type { LoadShape } from '@/lib/plan/load-shape';

export interface ScenarioView {
  id: number;
  /** Unique, as typed on the command line: "moderate". */
  slug: string;
  name: string;
  description: string;
  version: number;
  builtIn: boolean;
  plan: LoadPlan;
  /** Slug of the SLA profile that its runs are judged by. */
  profile?: string;
  /** 0 for an open plan. */
  peakUsers: number;
  /** Arrivals per second, of an open plan. */
  peakRate?: number;
  durationMs: number;
  shape: LoadShape;
  runs: number;
}
