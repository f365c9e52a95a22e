import { isoTime } from '../clock';
import type { Job } from '../jobs/job';

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
