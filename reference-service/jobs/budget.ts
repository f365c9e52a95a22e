import type { GrpoConfig } from './job';

/** Model steps that a trajectory of the base policy takes on average over the five kinds of task. */
export const expectedStepsPerTrajectory = 4.2;

/**
 * What a job is expected to cost in US dollars: every trajectory of every iteration at the base policy's
 * average length. Validation and evaluations are not in it; they are charged as they happen.
 */
export function projectedCostUsd(config: GrpoConfig, costPerStepUsd: number): number {
  const trajectories = config.n_iterations * config.batch_size * config.n_trajectories_per_query;
  const steps = Math.min(expectedStepsPerTrajectory, config.max_steps_per_trajectory);
  return trajectories * steps * costPerStepUsd;
}

export class BudgetReachedError extends Error {
  constructor(budgetUsd: number) {
    super(`The budget of ${budgetUsd} USD is spent.`);
  }
}

const WARN_AT_PERCENT = [75, 90];
/** Sums of steps × cost are compared with a budget; less than a billionth of a dollar is rounding. */
const ROUNDING_USD = 1e-9;

/** What a job has spent on model steps. */
export class BudgetLedger {
  #steps = 0;
  readonly #warnings: string[] = [];

  constructor(
    private readonly budgetUsd: number,
    private readonly costPerStepUsd: number,
  ) {}

  /** To the billionth of a dollar: 10571 steps at 0.0001 are 1.0571, not 1.0571000000000002. */
  get spentUsd(): number {
    return Math.round(this.#steps * this.costPerStepUsd * 1e9) / 1e9;
  }

  get warnings(): readonly string[] {
    return this.#warnings;
  }

  /** Pays for one model step. Throws BudgetReachedError, and spends nothing, if that is too much. */
  charge(): void {
    const spentUsd = (this.#steps + 1) * this.costPerStepUsd;
    if (spentUsd > this.budgetUsd + ROUNDING_USD) throw new BudgetReachedError(this.budgetUsd);
    this.#steps += 1;
    const due = WARN_AT_PERCENT[this.#warnings.length];
    if (
      due !== undefined &&
      spentUsd + ROUNDING_USD >= (this.budgetUsd * due) / 100 &&
      spentUsd > 0
    )
      this.#warnings.push(`${due} % of the budget of ${this.budgetUsd} USD is spent.`);
  }
}
