import type { Stage } from '@/lib/plan/load';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { Objective } from './objective';

export interface BuiltInScenario {
  slug: string;
  name: string;
  description: string;
  plan: LoadPlan;
  /** Slug of the SLA profile to judge it by. */
  profile: string;
}

const MINUTE_MS = 60_000;
const TWO_MINUTES_MS = 2 * MINUTE_MS;

/** The scenarios that every installation starts with, from the light one to the burst. */
export const BUILT_IN_SCENARIOS: readonly BuiltInScenario[] = [
  trainingScenario('light', 'Light', 'A quiet day: 20 users for 5 minutes.', [
    { users: 20, spawnPerSecond: 5, durationMs: 5 * MINUTE_MS },
  ]),
  trainingScenario('moderate', 'Moderate', 'A normal day: 100 users for 10 minutes.', [
    { users: 100, spawnPerSecond: 10, durationMs: 10 * MINUTE_MS },
  ]),
  trainingScenario('heavy', 'Heavy', 'The busiest day: 200 users for 15 minutes.', [
    { users: 200, spawnPerSecond: 20, durationMs: 15 * MINUTE_MS },
  ]),
  trainingScenario('stress', 'Stress', 'Beyond the limit on purpose: 500 users for 20 minutes.', [
    { users: 500, spawnPerSecond: 50, durationMs: 20 * MINUTE_MS },
  ]),
  trainingScenario(
    'gradual-ramp',
    'Gradual ramp',
    'From 10 to 200 users in five steps of 2 minutes, to find where latency rises.',
    [
      { users: 10, spawnPerSecond: 5, durationMs: TWO_MINUTES_MS },
      { users: 50, spawnPerSecond: 10, durationMs: TWO_MINUTES_MS },
      { users: 100, spawnPerSecond: 10, durationMs: TWO_MINUTES_MS },
      { users: 150, spawnPerSecond: 10, durationMs: TWO_MINUTES_MS },
      { users: 200, spawnPerSecond: 10, durationMs: TWO_MINUTES_MS },
    ],
  ),
  {
    slug: 'burst',
    profile: 'stress',
    name: 'Burst',
    description: '500 users polling job status several times per second for 20 minutes.',
    plan: {
      name: 'Burst',
      load: {
        model: 'closed',
        stages: [{ users: 500, spawnPerSecond: 50, durationMs: 20 * MINUTE_MS }],
      },
      users: [{ behaviour: 'burst', weight: 1 }],
      timeoutMs: 30_000,
    },
  },
];

function trainingScenario(
  slug: string,
  name: string,
  description: string,
  stages: Stage[],
): BuiltInScenario {
  return {
    slug,
    name,
    description,
    profile: slug === 'stress' ? 'stress' : 'moderate',
    plan: {
      name,
      load: { model: 'closed', stages },
      users: [{ behaviour: 'training-api', weight: 1 }],
      timeoutMs: 30_000,
    },
  };
}

export interface BuiltInProfile {
  slug: string;
  name: string;
  description: string;
  objectives: readonly Objective[];
}

/** The profiles that every installation starts with. Users edit them as they edit their own. */
export const BUILT_IN_PROFILES: readonly BuiltInProfile[] = [
  {
    slug: 'moderate',
    name: 'Moderate',
    description: 'For everyday load: few requests may fail.',
    objectives: [
      { metric: 'failureRate', max: 0.02 },
      { metric: 'p95', max: 2000, over: 'seconds', share: 0.95, critical: false },
    ],
  },
  {
    slug: 'strict',
    name: 'Strict',
    description: 'The limits of the original Locust hook.',
    objectives: [
      { metric: 'failureRate', max: 0.01 },
      { metric: 'p95', max: 200 },
    ],
  },
  {
    slug: 'stress',
    name: 'Stress',
    description: 'For loads beyond normal: slower, but still working.',
    objectives: [
      { metric: 'failureRate', max: 0.02 },
      { metric: 'p95', max: 1000 },
    ],
  },
];
