import type { LoadPlan } from '@/lib/plan/load-plan';

export interface ScenarioView {
  id: number;
  /** Unique, as typed on the command line: "moderate". */
  slug: string;
  name: string;
  description: string;
  version: number;
  builtIn: boolean;
  plan: LoadPlan;
  peakUsers: number;
  durationMs: number;
  /** Corners of the load shape. */
  shape: { atMs: number; users: number }[];
  runs: number;
}
