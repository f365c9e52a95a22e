import { isoTime } from '../clock';
import type { Job } from '../jobs/job';
import type { StoredTrajectory } from '../store/trajectory-store';
import type { Comparison } from '../training/evaluation';

/** Other names that some clients use, and the one that we go by. */
const aliases: Record<string, string> = {
  training_job_id: 'job_id',
  training_data: 'training_queries',
};

/**
 * Params in our own dialect: aliases renamed, `filters{}` flattened. Where both are given our own name,
 * and the flat field, win. What is no object stays what it is, for validation to refuse.
 */
export function unifyDialects(params: unknown): unknown {
  if (!isRecord(params)) return params;
  const { filters, ...flat } = params;
  const merged = isRecord(filters) ? { ...filters, ...flat } : flat;
  const renamed = Object.entries(merged).filter(([name]) => !Object.hasOwn(aliases, name));
  const fromAliases = Object.entries(merged).flatMap(([name, value]) => {
    const ours = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
    return ours === undefined ? [] : [[ours, value] as const];
  });
  return Object.fromEntries([...fromAliases, ...renamed]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A job in the words of all three dialects at once: ids, progress and cost are there both nested and flat.
 * What is not known yet is null.
 */
export function describeJob(job: Job, nowMs: number) {
  return {
    success: true,
    job_id: job.id,
    training_job_id: job.id,
    agent_id: job.agentId,
    status: job.status,
    ...describeProgress(job),
    metrics: describeMetrics(job),
    ...describeCost(job),
    best_checkpoint_id: job.progress.bestCheckpointId ?? null,
    created_at: isoTime(job.createdAtMs),
    started_at: isoTime(job.startedAtMs),
    completed_at: isoTime(job.endedAtMs),
    estimated_completion: isoTime(estimatedEndMs(job, nowMs)),
    warnings: job.progress.warnings,
    stop_reason: job.outcome?.reason ?? null,
    message: job.outcome?.text ?? null,
    error: job.status === 'failed' ? (job.outcome?.text ?? null) : null,
    config: job.config,
  };
}

function describeProgress({ progress, config }: Job) {
  const current_iteration = progress.iterationsCompleted;
  const total_iterations = config.n_iterations;
  const percent = (100 * current_iteration) / total_iterations;
  return {
    progress: { current_iteration, total_iterations, percent_complete: percent },
    current_iteration,
    total_iterations,
    progress_percent: percent,
  };
}

function describeMetrics({ progress }: Job) {
  return {
    train_loss: progress.loss ?? null,
    loss: progress.loss ?? null,
    avg_reward: progress.avgReward ?? null,
    std_reward: progress.stdReward ?? null,
    success_rate: progress.successRate ?? null,
    trajectories_generated: progress.trajectoriesGenerated,
    trajectories_dropped: progress.trajectoriesDropped,
    validation_accuracy: progress.validation?.trained.successRate ?? null,
    baseline_accuracy: progress.validation?.baseline.successRate ?? null,
    validation_p_value: progress.validation?.pValue ?? null,
  };
}

function describeCost({ progress, config }: Job) {
  const budget_usd = config.max_budget_usd;
  const cost_usd = progress.spentUsd;
  const cost = { cost_usd, budget_usd, budget_remaining_usd: Math.max(0, budget_usd - cost_usd) };
  return { cost, ...cost };
}

/** As if the iterations to come took as long as those done; undefined until one is. */
function estimatedEndMs({ status, startedAtMs, progress, config }: Job, nowMs: number) {
  const done = progress.iterationsCompleted;
  if (status !== 'running' || startedAtMs === undefined || done === 0) return undefined;
  return startedAtMs + ((nowMs - startedAtMs) / done) * config.n_iterations;
}

export function describeTrajectory(trajectory: StoredTrajectory, job: Job) {
  return {
    trajectory_id: trajectory.id,
    job_id: job.id,
    agent_id: job.agentId,
    query: trajectory.query,
    steps: trajectory.steps,
    reward: trajectory.reward,
    normalized_reward: trajectory.normalizedReward,
    advantage: trajectory.advantage,
    execution_time_ms: trajectory.executionTimeMs,
    success: trajectory.success,
    created_at: isoTime(trajectory.createdAtMs),
  };
}

export function describeComparison({ trained, baseline, rewardImprovement, ...test }: Comparison) {
  return {
    metrics: {
      success_rate: trained.successRate,
      avg_reward: trained.avgReward,
      avg_steps: trained.avgSteps,
      tool_accuracy: trained.toolAccuracy ?? null,
    },
    baseline_comparison: {
      baseline_success_rate: baseline.successRate,
      baseline_avg_reward: baseline.avgReward,
      baseline_avg_steps: baseline.avgSteps,
      baseline_tool_accuracy: baseline.toolAccuracy ?? null,
      reward_improvement: rewardImprovement,
      success_rate_improvement: trained.successRate - baseline.successRate,
      p_value: test.pValue ?? null,
      statistically_significant: test.significant,
    },
  };
}

/** Where a page lies in its list, in the words of all dialects. */
export function describePage(page: {
  limit: number;
  offset: number;
  count: number;
  total: number;
}) {
  const { limit, offset, count, total } = page;
  const has_more = offset + count < total && count > 0;
  const next_offset = has_more ? offset + count : null;
  return {
    count,
    returned_count: count,
    exported_count: count,
    total_count: total,
    has_more,
    pagination: { limit, offset, total_count: total, has_more, next_offset },
  };
}
