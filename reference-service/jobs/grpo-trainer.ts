import { collectBatch, type ScoredTrajectory } from '../training/collect-batch';
import {
  batchFor,
  type Dataset,
  splitDataset,
  type TrainingQuery,
  tasksOf,
} from '../training/dataset';
import type { Task } from '../training/environment';
import { comparePolicies, evaluatePolicy } from '../training/evaluation';
import { basePolicy, hasConverged, type Policy, updatePolicy } from '../training/policy';
import { mixSeeds } from '../training/random';
import type { RolloutContext } from '../training/rollout';
import { meanAndDeviation } from '../training/statistics';
import { BudgetLedger, BudgetReachedError } from './budget';
import type { Job, JobProgress, Outcome } from './job';
import type { TrainerContext } from './trainer-context';

const ITERATIONS_SCORED = 5;

export type TrainingOutcome = Outcome & { status: 'completed' | 'failed' };

/** One job at work: collects, learns, saves, until it is done or its signal is aborted. */
export class GrpoTrainer {
  /** The queries validated with, which outlive the job. */
  readonly heldOut: readonly TrainingQuery[];
  readonly #tasks: readonly Task[];
  readonly #ledger: BudgetLedger;
  readonly #losses: number[] = [];
  readonly #meanRewards: number[] = [];
  #policy: Policy = basePolicy();
  #progress: JobProgress;
  #checkpointedAt = 0;

  constructor(
    private readonly job: Job,
    dataset: Dataset,
    private readonly context: TrainerContext,
  ) {
    const { training, heldOut } = splitDataset(dataset, job.seed);
    this.heldOut = heldOut;
    this.#tasks = tasksOf(training);
    this.#ledger = new BudgetLedger(job.config.max_budget_usd, context.costPerStepUsd);
    this.#progress = job.progress;
  }

  get progress(): JobProgress {
    const { spentUsd, warnings } = this.#ledger;
    return { ...this.#progress, spentUsd, warnings: [...warnings] };
  }

  /** Rejects with the signal's reason when aborted. */
  async train(signal: AbortSignal): Promise<TrainingOutcome> {
    try {
      return (await this.#iterate(signal)) ?? (await this.#finish(signal));
    } catch (error) {
      if (!(error instanceof BudgetReachedError)) throw error;
      await this.saveCheckpoint();
      return { status: 'failed', reason: 'budget_reached', text: error.message };
    }
  }

  /** Saves the policy as it is now, unless no iteration has changed it since the last checkpoint. */
  async saveCheckpoint(): Promise<void> {
    const { iterationsCompleted: iteration } = this.#progress;
    if (iteration === this.#checkpointedAt) return;
    this.#checkpointedAt = iteration;
    const score = meanAndDeviation(this.#meanRewards.slice(-ITERATIONS_SCORED))?.mean ?? 0;
    const checkpoint = { iteration, score, policy: this.#policy };
    const bestCheckpointId = await this.context.saveCheckpoint(this.job, checkpoint);
    this.#progress = { ...this.#progress, bestCheckpointId };
  }

  async #iterate(signal: AbortSignal): Promise<TrainingOutcome | undefined> {
    const { n_iterations, checkpoint_interval } = this.job.config;
    const { clock, metrics } = this.context;
    for (let iteration = 1; iteration <= n_iterations; iteration++) {
      const startedMs = clock.monotonicMs();
      const batch = await this.#collect(iteration, signal);
      if (batch.length === 0)
        return {
          status: 'failed',
          reason: 'no_trajectories',
          text: `No trajectory of iteration ${iteration} ended within its time.`,
        };
      this.#learn(batch);
      if (iteration % checkpoint_interval === 0) await this.saveCheckpoint();
      await this.context.saveProgress({ ...this.job, progress: this.progress });
      metrics.iterationSeconds.observe((clock.monotonicMs() - startedMs) / 1000);
      if (hasConverged(this.#losses)) return undefined;
    }
    return undefined;
  }

  async #collect(iteration: number, signal: AbortSignal): Promise<ScoredTrajectory[]> {
    const { config, seed } = this.job;
    const batch: ScoredTrajectory[] = [];
    const saves: Promise<void>[] = [];
    const onGroup = (group: ScoredTrajectory[]) => {
      batch.push(...group);
      const saved = this.context.saveTrajectories(this.job, iteration, group);
      // Awaited below; until then its failure must not count as unhandled.
      saved.catch(() => undefined);
      saves.push(saved);
      for (const { executionTimeMs } of group)
        this.context.metrics.trajectorySeconds.observe(executionTimeMs / 1000);
      this.#add({ trajectoriesGenerated: group.length });
    };
    const tasks = batchFor(this.#tasks, iteration, config.batch_size);
    const perTask = config.n_trajectories_per_query;
    const request = { tasks, perTask, gamma: config.gamma, seed, iteration };
    try {
      const { dropped } = await collectBatch(
        this.#rolloutContext(this.#policy),
        request,
        onGroup,
        signal,
      );
      this.#add({ trajectoriesDropped: dropped });
    } finally {
      // A job never has more than one iteration waiting to be written.
      await Promise.all(saves);
    }
    return batch;
  }

  #learn(batch: readonly ScoredTrajectory[]): void {
    const { clock, metrics } = this.context;
    const startedMs = clock.monotonicMs();
    const { policy, loss } = updatePolicy(this.#policy, batch, this.job.config.learning_rate);
    this.#policy = policy;
    metrics.policyUpdateSeconds.observe((clock.monotonicMs() - startedMs) / 1000);

    const rewards = meanAndDeviation(batch.map(({ reward }) => reward));
    const solved = batch.filter(({ success }) => success).length;
    if (loss !== undefined) this.#losses.push(loss);
    if (rewards) this.#meanRewards.push(rewards.mean);
    this.#progress = {
      ...this.#progress,
      loss: loss ?? this.#progress.loss,
      avgReward: rewards?.mean,
      stdReward: rewards?.deviation,
      successRate: solved / batch.length,
    };
    this.#add({ iterationsCompleted: 1 });
    metrics.learned({ loss, avgReward: rewards?.mean });
  }

  async #finish(signal: AbortSignal): Promise<TrainingOutcome> {
    await this.saveCheckpoint();
    const tasks = tasksOf(this.heldOut);
    const [seed, other] = [mixSeeds(this.job.seed, 1), mixSeeds(this.job.seed, 2)];
    const trained = await evaluatePolicy(this.#rolloutContext(this.#policy), tasks, seed, signal);
    const baseline = await evaluatePolicy(this.#rolloutContext(basePolicy()), tasks, other, signal);
    if (trained && baseline)
      this.#progress = { ...this.#progress, validation: comparePolicies(trained, baseline) };
    const { iterationsCompleted } = this.#progress;
    if (iterationsCompleted === this.job.config.n_iterations)
      return {
        status: 'completed',
        reason: 'all_iterations_done',
        text: 'All iterations are done.',
      };
    return {
      status: 'completed',
      reason: 'loss_converged',
      text: `The loss had converged after ${iterationsCompleted} iterations.`,
    };
  }

  #rolloutContext(policy: Policy): RolloutContext {
    const { clock, model } = this.context;
    const maxSteps = this.job.config.max_steps_per_trajectory;
    return { clock, model, policy, budget: this.#ledger, maxSteps };
  }

  #add(
    counts: Partial<
      Pick<JobProgress, 'iterationsCompleted' | 'trajectoriesGenerated' | 'trajectoriesDropped'>
    >,
  ): void {
    const { iterationsCompleted = 0, trajectoriesGenerated = 0, trajectoriesDropped = 0 } = counts;
    this.#progress = {
      ...this.#progress,
      iterationsCompleted: this.#progress.iterationsCompleted + iterationsCompleted,
      trajectoriesGenerated: this.#progress.trajectoriesGenerated + trajectoriesGenerated,
      trajectoriesDropped: this.#progress.trajectoriesDropped + trajectoriesDropped,
    };
  }
}
