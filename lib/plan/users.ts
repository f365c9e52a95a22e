import { z } from 'zod';
import { between, notAnObject, oneOf, someOf } from './schema-parts';

export const BEHAVIOURS = ['training-api', 'burst', 'start', 'job-cycle', 'cancel-cycle'] as const;
export type BehaviourName = (typeof BEHAVIOURS)[number];

const userSchema = z.strictObject(
  {
    behaviour: oneOf(BEHAVIOURS),
    weight: between('', 0.001, 1_000_000),
  },
  { error: notAnObject('{behaviour, weight}') },
);

/** Kinds of users, and how many of each there are against the others. */
export const usersSchema = someOf(userSchema, 'behaviour', 10);

export type UserShare = Readonly<z.infer<typeof userSchema>>;
