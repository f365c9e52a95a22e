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
