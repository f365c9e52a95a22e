import { z } from 'zod';
import { type Objective, objectiveSchema } from '@/lib/plan/objective';
import { PLAN_LIMITS, someOf } from '@/lib/plan/schema-parts';

/** What a user writes of a profile; the objectives have the form that plan files use. */
export const slaProfileSchema = z.object({
  name: z
    .string('must be a string.')
    .trim()
    .min(1, 'is required.')
    .max(60, 'must be at most 60 characters.'),
  description: z.string().trim().max(300, 'must be at most 300 characters.').default(''),
  objectives: someOf(objectiveSchema, 'objective', PLAN_LIMITS.objectives),
});

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
