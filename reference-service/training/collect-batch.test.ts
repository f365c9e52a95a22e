import { expect, test } from 'vitest';
import { BudgetLedger, BudgetReachedError } from '../jobs/budget';
import { createManualClock } from '../testing/manual-clock';
import { collectBatch, type ScoredTrajectory } from './collect-batch';
import type { Task } from './environment';
import type { ModelStep } from './model-step';
import { basePolicy } from './policy';

const task: Task = { query: 'Where is it?', kind: 'plan', slipProbability: 0 };
const request = { tasks: [task, task, task], perTask: 4, gamma: 0.99, seed: 5, iteration: 1 };

function partsWith(model: ModelStep, clock = createManualClock(), budgetUsd = 100) {
  const budget = new BudgetLedger(budgetUsd, 0.01);
  return { clock, model, budget, policy: basePolicy(), maxSteps: 20 };
}

async function collect(
  parts: ReturnType<typeof partsWith>,
  signal = new AbortController().signal,
): Promise<{ groups: ScoredTrajectory[][]; dropped?: number; error?: unknown }> {
  const groups: ScoredTrajectory[][] = [];
  try {
    const { dropped } = await collectBatch(parts, request, (group) => groups.push(group), signal);
    return { groups, dropped };
  } catch (error) {
    return { groups, error };
  }
}

test('three tasks of four trajectories each make three whole groups, scored within themselves', async () => {
  const { groups, dropped } = await collect(partsWith(async () => 1));
  expect(groups.map(({ length }) => length)).toEqual([4, 4, 4]);
  expect(dropped).toBe(0);
  for (const group of groups) {
    const advantages = group.reduce((sum, { advantage = Number.NaN }) => sum + advantage, 0);
    expect(advantages).toBeCloseTo(0, 12);
  }
});

test('never more than eight trajectories are under way', async () => {
  let underWay = 0;
  let most = 0;
  const { groups } = await collect(
    partsWith(async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      return 1;
    }),
  );
  expect(groups).toHaveLength(3);
  expect(most).toBe(8);
});

test('trajectories that take longer than 60 s are dropped', async () => {
  const clock = createManualClock();
  const hanging: ModelStep = (signal) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  const collecting = collect(partsWith(hanging, clock));
  for (let round = 0; round < 2; round++) {
    await new Promise(setImmediate);
    clock.advance(60_000);
  }
  expect(await collecting).toEqual({ groups: [], dropped: 12 });
});

test('a batch that is stopped hands over what its groups have, without scores', async () => {
  const aborting = new AbortController();
  let steps = 0;
  const model: ModelStep = async (signal) => {
    steps += 1;
    if (steps === 30) aborting.abort(new Error('Enough.'));
    signal.throwIfAborted();
    return 1;
  };
  const { groups, error } = await collect(partsWith(model), aborting.signal);
  expect(error).toEqual(new Error('Enough.'));
  const unscored = groups.filter(([first]) => first?.advantage === undefined);
  expect(unscored.length).toBeGreaterThan(0);
  expect(unscored.flat().every(({ normalizedReward }) => normalizedReward === undefined)).toBe(
    true,
  );
});

test('a spent budget stops a batch', async () => {
  const parts = partsWith(async () => 1, createManualClock(), 0.1);
  const { error } = await collect(parts);
  expect(error).toBeInstanceOf(BudgetReachedError);
  expect(parts.budget.spentUsd).toBe(0.1);
});
