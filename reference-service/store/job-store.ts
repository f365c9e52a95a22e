import { z } from 'zod';
import type { GrpoConfig, Job, JobProgress, JobStatus, Outcome, StopReason } from '../jobs/job';
import type { Dataset } from '../training/dataset';
import type { Connection } from './database';

interface JobFilter {
  agentId?: string;
  status?: JobStatus;
}

export type JobStore = ReturnType<typeof createJobStore>;

/** The jobs and their queries, as SQLite keeps them. Every call is one synchronous statement or two. */
export function createJobStore(connection: Connection) {
  const insertJob = connection.prepare<[JobRow]>(`
    INSERT INTO jobs (ordinal, id, agent_id, status, config, seed, created_at_ms, progress)
    VALUES (@ordinal, @id, @agent_id, @status, @config, @seed, @created_at_ms, @progress)`);
  const updateJob = connection.prepare<[JobRow]>(`
    UPDATE jobs SET status = @status, started_at_ms = @started_at_ms, ended_at_ms = @ended_at_ms,
      end_reason = @end_reason, end_text = @end_text, progress = @progress WHERE ordinal = @ordinal`);
  const jobById = connection.prepare<[string], JobRow>('SELECT * FROM jobs WHERE id = ?');
  const latestJobOfAgent = connection.prepare<[string], JobRow>(`
    SELECT * FROM jobs WHERE agent_id = ?
    ORDER BY EXISTS (SELECT 1 FROM checkpoints WHERE job_ordinal = ordinal) DESC, ordinal DESC
    LIMIT 1`);
  const lastOrdinal = connection
    .prepare<[], number>('SELECT coalesce(max(ordinal), 0) FROM jobs')
    .pluck();
  const idsQueued = connection
    .prepare<[], string>(`SELECT id FROM jobs WHERE status = 'queued' ORDER BY ordinal`)
    .pluck();
  const failRunningJobs = connection.prepare<[number, string, string]>(`
    UPDATE jobs SET status = 'failed', ended_at_ms = ?, end_reason = ?, end_text = ?
    WHERE status = 'running'`);
  const datasetOf = connection
    .prepare<[number], string>('SELECT body FROM datasets WHERE job_ordinal = ?')
    .pluck();
  const putDataset = connection.prepare<[number, string]>(
    'INSERT OR REPLACE INTO datasets (job_ordinal, body) VALUES (?, ?)',
  );

  return {
    insert(job: Job, dataset: Dataset): void {
      insertJob.run(toJobRow(job));
      putDataset.run(job.ordinal, JSON.stringify(dataset));
    },
    update(job: Job): void {
      updateJob.run(toJobRow(job));
    },
    find(id: string): Job | undefined {
      const row = jobById.get(id);
      return row && fromJobRow(row);
    },
    /** The newest job that has a checkpoint, or else the newest. */
    latestOfAgent(agentId: string): Job | undefined {
      const row = latestJobOfAgent.get(agentId);
      return row && fromJobRow(row);
    },
    nextOrdinal(): number {
      return (lastOrdinal.get() ?? 0) + 1;
    },
    /** In the order they were created. */
    queuedIds(): string[] {
      return idsQueued.all();
    },
    /** Ends every job that is running; returns how many were. */
    failRunning(endedAtMs: number, { reason, text }: Outcome): number {
      return failRunningJobs.run(endedAtMs, reason, text).changes;
    },
    dataset(ordinal: number): Dataset | undefined {
      const body = datasetOf.get(ordinal);
      return body === undefined ? undefined : datasetSchema.parse(JSON.parse(body));
    },
    replaceDataset(ordinal: number, dataset: Dataset): void {
      putDataset.run(ordinal, JSON.stringify(dataset));
    },
    /** Newest first, with the number of all that match. */
    list(filter: JobFilter, limit: number, offset: number): { jobs: Job[]; total: number } {
      const { where, values } = condition(filter);
      const rows = connection
        .prepare<unknown[], JobRow>(
          `SELECT * FROM jobs ${where} ORDER BY ordinal DESC LIMIT ? OFFSET ?`,
        )
        .all(...values, limit, offset);
      const total = connection
        .prepare<unknown[], number>(`SELECT count(*) FROM jobs ${where}`)
        .pluck()
        .get(...values);
      return { jobs: rows.map(fromJobRow), total: total ?? 0 };
    },
  };
}

function condition({ agentId, status }: JobFilter): { where: string; values: string[] } {
  const parts: [string, string | undefined][] = [
    ['agent_id = ?', agentId],
    ['status = ?', status],
  ];
  const given = parts.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]));
  const where = given.length === 0 ? '' : `WHERE ${given.map(({ term }) => term).join(' AND ')}`;
  return { where, values: given.map(({ value }) => value) };
}

/** A row of the table jobs. Only we write it, so what it says is trusted. */
interface JobRow {
  ordinal: number;
  id: string;
  agent_id: string;
  status: JobStatus;
  config: string;
  seed: number;
  created_at_ms: number;
  started_at_ms: number | null;
  ended_at_ms: number | null;
  end_reason: StopReason | null;
  end_text: string | null;
  progress: string;
}

function toJobRow(job: Job): JobRow {
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
    end_reason: job.outcome?.reason ?? null,
    end_text: job.outcome?.text ?? null,
    progress: JSON.stringify(job.progress),
  };
}

function fromJobRow(row: JobRow): Job {
  return {
    id: row.id,
    ordinal: row.ordinal,
    agentId: row.agent_id,
    status: row.status,
    config: configSchema.parse(JSON.parse(row.config)),
    seed: row.seed,
    createdAtMs: row.created_at_ms,
    startedAtMs: row.started_at_ms ?? undefined,
    endedAtMs: row.ended_at_ms ?? undefined,
    outcome: row.end_reason ? { reason: row.end_reason, text: row.end_text ?? '' } : undefined,
    progress: progressSchema.parse(JSON.parse(row.progress)),
  };
}

const queriesSchema = z.array(z.object({ query: z.string(), expected_outcome: z.unknown() }));

const datasetSchema: z.ZodType<Dataset> = z.object({
  training: queriesSchema,
  evaluation: queriesSchema.optional(),
});

const configSchema: z.ZodType<GrpoConfig> = z.object({
  n_iterations: z.number(),
  batch_size: z.number(),
  n_trajectories_per_query: z.number(),
  learning_rate: z.number(),
  max_budget_usd: z.number(),
  checkpoint_interval: z.number(),
  max_steps_per_trajectory: z.number(),
  gamma: z.number(),
});

const figuresSchema = z.object({
  successRate: z.number(),
  avgReward: z.number(),
  avgSteps: z.number(),
  toolAccuracy: z.number().optional(),
});

const progressSchema: z.ZodType<JobProgress> = z.object({
  iterationsCompleted: z.number(),
  trajectoriesGenerated: z.number(),
  trajectoriesDropped: z.number(),
  spentUsd: z.number(),
  warnings: z.array(z.string()),
  loss: z.number().optional(),
  avgReward: z.number().optional(),
  stdReward: z.number().optional(),
  successRate: z.number().optional(),
  validation: z
    .object({
      trained: figuresSchema,
      baseline: figuresSchema,
      rewardImprovement: z.number(),
      pValue: z.number().optional(),
      significant: z.boolean(),
    })
    .optional(),
  bestCheckpointId: z.string().optional(),
});
