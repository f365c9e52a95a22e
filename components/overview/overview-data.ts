import type { ProfileView } from '@/lib/profiles/model';
import type { RunListItem } from '@/lib/runs/model';
import type { ScenarioView } from '@/lib/scenarios/model';
import type { SuiteListItem } from '@/lib/suites/model';
import type { TargetView } from '@/lib/targets/model';

/** What the first page shows. */
export interface Overview {
  /** Runs that are queued, running or stopping; oldest first. */
  active: RunListItem[];
  /** The latest runs that have ended, newest first. */
  latest: RunListItem[];
  scenarios: ScenarioCard[];
  targets: TargetView[];
  profiles: ProfileView[];
  /** The last suite that has all headline objectives and has ended; undefined: none has run. */
  suite?: SuiteListItem;
  /** No live worker means that queued runs wait. */
  workerAlive: boolean;
  /** Starts that schedules had due in the last day and that were not made. */
  missed: number;
}

export interface ScenarioCard {
  scenario: ScenarioView;
  /** Its last ended runs with data, oldest first: the trend of p95 and failure rate. */
  trend: RunListItem[];
}
