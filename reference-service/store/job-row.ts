import type { EndReason, GrpoConfig, Job, JobProgress } from '../jobs/job';
import type { JobStatus } from '../jobs/job-status';

/** A row of the table jobs. Only we write it, so what it says is trusted. */
export interface JobRow {
  ordinal: number;
  id: string;
  agent_id: string;
  status: JobStatus;
  config: string;
  seed: number;
  created_at_ms: number;
  started_at_ms: number | null;
  ended_at_ms: number | null;
  end_reason: EndReason | null;
  end_text: string | null;
  progress: string;
}

export function toJobRow(job: Job): JobRow {
  return {
    ordinal: job.ordinal,
    id: job.id,
    agent_id: job.agentId,
    status: job.status,
    config: JSON.stringify(job.config),
    seed: job.seed,
    created_at_ms: job.createdAtMs,
    started_at_ms: job.startedAtMs ?? null,
    ended_at_ms: job.endedAtMs ?? null,
    end_reason: job.ending?.reason ?? null,
    end_text: job.ending?.text ?? null,
    progress: JSON.stringify(job.progress),
  };
}

export function fromJobRow(row: JobRow): Job {
  return {
    id: row.id,
    ordinal: row.ordinal,
    agentId: row.agent_id,
    status: row.status,
    config: JSON.parse(row.config) as GrpoConfig,
    seed: row.seed,
    createdAtMs: row.created_at_ms,
    startedAtMs: row.started_at_ms ?? undefined,
    endedAtMs: row.ended_at_ms ?? undefined,
    ending: row.end_reason ? { reason: row.end_reason, text: row.end_text ?? '' } : undefined,
    progress: JSON.parse(row.progress) as JobProgress,
  };
}
