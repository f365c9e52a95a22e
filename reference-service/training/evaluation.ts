import type { Task } from './environment';
import { createRandom } from './random';
import { type RolloutContext, sampleTrajectories, type Trajectory } from './rollout';
import { sum, welchTest } from './statistics';

const SIGNIFICANCE_LEVEL = 0.05;

/** How a policy did, one trajectory a task. */
interface Evaluation {
  rewards: readonly number[];
  successRate: number;
  avgReward: number;
  avgSteps: number;
  /** Share of the tool and action steps that were right; undefined when it took none. */
  toolAccuracy?: number;
}

/**
 * Tries a policy once on each task; undefined when no trajectory ended within its time.
 * Rejects as {@link sampleTrajectories} does.
 */
export async function evaluatePolicy(
  context: RolloutContext,
  tasks: readonly Task[],
  seed: number,
  signal: AbortSignal,
): Promise<Evaluation | undefined> {
  const done: Trajectory[] = [];
  await sampleTrajectories(
    context,
    tasks,
    (index) => createRandom(seed, index),
    (trajectory) => {
      if (trajectory) done.push(trajectory);
    },
    signal,
  );
  return done.length === 0 ? undefined : summarise(done);
}

function summarise(done: readonly Trajectory[]): Evaluation {
  const rewards = done.map((trajectory) => sum(trajectory.rewards));
  const steps = done.flatMap((trajectory) => trajectory.steps);
  const tools = steps.filter(({ kind }) => kind === 'tool' || kind === 'action');
  const right = tools.filter(({ result }) => result !== 'wrong' && result !== 'failed');
  return {
    rewards,
    successRate: done.filter(({ success }) => success).length / done.length,
    avgReward: sum(rewards) / done.length,
    avgSteps: steps.length / done.length,
    toolAccuracy: tools.length === 0 ? undefined : right.length / tools.length,
  };
}

type Figures = Omit<Evaluation, 'rewards'>;

/** A trained policy beside the base policy on the same tasks. */
export interface Comparison {
  trained: Figures;
  baseline: Figures;
  rewardImprovement: number;
  /** Of Welch's t-test on the rewards; undefined where that has no answer. */
  pValue?: number;
  significant: boolean;
}

export function comparePolicies(trained: Evaluation, baseline: Evaluation): Comparison {
  const pValue = welchTest(trained.rewards, baseline.rewards)?.pValue;
  return {
    trained: figures(trained),
    baseline: figures(baseline),
    rewardImprovement: trained.avgReward - baseline.avgReward,
    pValue,
    significant: pValue !== undefined && pValue < SIGNIFICANCE_LEVEL,
  };
}

function figures({ rewards: _, ...rest }: Evaluation): Figures {
  return rest;
}
