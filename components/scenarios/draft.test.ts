import { expect, it } from 'vitest';
import { type LoadPlan, planSchema } from '@/lib/plan/load-plan';
import { draftOf, type FormPlan, fitsForm, planOf } from './draft';

const plan: FormPlan = {
  name: 'Own',
  load: {
    model: 'closed',
    stages: [
      { users: 10, spawnPerSecond: 5, durationMs: 60_000 },
      { users: 40, spawnPerSecond: 2.5, durationMs: 120_000 },
    ],
    waitMs: { min: 100, max: 500 },
  },
  users: [{ behaviour: 'burst', weight: 3 }],
  timeoutMs: 10_000,
};

it('writes back the plan that it was read from', () => {
  expect(planSchema.parse(planOf(draftOf(plan), 'Own'))).toEqual(plan);
});

it('leaves a missing number for the border to name', () => {
  const draft = draftOf(plan);
  draft.stages[1] = { key: 1, users: Number.NaN, spawnPerSecond: 1, durationMs: 1000 };
  const sent: unknown = JSON.parse(JSON.stringify(planOf(draft, 'Own')));
  expect(planSchema.safeParse(sent).error?.issues.map((issue) => issue.path.join('.'))).toContain(
    'load.stages.1.users',
  );
});

it('takes simple closed plans only: of any other something would be lost', () => {
  const open: LoadPlan = {
    name: 'Open',
    load: {
      model: 'open',
      arrivals: 'constant',
      stages: [{ durationMs: 1000, ratePerSecond: 5 }],
      maxInFlight: 10,
      overload: 'drop',
    },
    timeoutMs: 1000,
  };
  expect(fitsForm(plan)).toBe(true);
  expect(fitsForm({ ...plan, users: undefined })).toBe(true);
  expect(fitsForm(open)).toBe(false);
  expect(fitsForm({ ...plan, seed: 4 })).toBe(false);
  expect(fitsForm({ ...plan, generators: 2 })).toBe(false);
  expect(fitsForm({ ...plan, users: [...(plan.users ?? []), ...(plan.users ?? [])] })).toBe(false);
});
