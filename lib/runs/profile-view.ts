import type { Objective } from '@/lib/plan/objective';

/** A set of objectives as pages show it. */
export interface ProfileView {
  id: number;
  slug: string;
  name: string;
  description: string;
  version: number;
  builtIn: boolean;
  objectives: Objective[];
  /** Scenarios that are judged by it unless another is chosen. */
  scenarios: number;
}
