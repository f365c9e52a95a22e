import { expect, test } from 'vitest';
import type { GrpoConfig } from '../jobs/grpo-config';
import { projectedCostUsd } from './projected-cost';

const config: GrpoConfig = {
  n_iterations: 50,
  batch_size: 16,
  n_trajectories_per_query: 4,
  learning_rate: 1e-4,
  max_budget_usd: 5,
  checkpoint_interval: 5,
  max_steps_per_trajectory: 20,
  gamma: 0.99,
};

test('50 iterations of 16 queries and 4 trajectories at 4.2 steps of 0.0001 USD cost 1.344 USD', () => {
  expect(projectedCostUsd(config, 0.0001)).toBeCloseTo(1.344, 12);
});

test('trajectories of two steps at most are not projected to take four', () => {
  expect(projectedCostUsd({ ...config, max_steps_per_trajectory: 2 }, 0.0001)).toBeCloseTo(
    0.64,
    12,
  );
});
