/** Each entry takes the schema from the version of its place to the next; only ever add to the end. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE jobs (
    ordinal INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    agent_id TEXT NOT NULL,
    status TEXT NOT NULL,
    config TEXT NOT NULL,
    seed INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    started_at_ms INTEGER,
    ended_at_ms INTEGER,
    end_reason TEXT,
    end_text TEXT,
    progress TEXT NOT NULL,
    has_trajectories INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX jobs_by_agent ON jobs (agent_id, status);
  CREATE INDEX jobs_by_status ON jobs (status);
  CREATE INDEX jobs_ended ON jobs (ended_at_ms) WHERE ended_at_ms IS NOT NULL;
  CREATE INDEX jobs_to_prune ON jobs (ended_at_ms)
    WHERE ended_at_ms IS NOT NULL AND has_trajectories = 1;

  CREATE TABLE datasets (
    job_ordinal INTEGER PRIMARY KEY REFERENCES jobs (ordinal) ON DELETE CASCADE,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE trajectories (
    sequence INTEGER PRIMARY KEY,
    job_ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    query TEXT NOT NULL,
    steps TEXT NOT NULL,
    reward REAL NOT NULL,
    normalized_reward REAL,
    advantage REAL,
    execution_time_ms REAL NOT NULL,
    success INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX trajectories_of_job ON trajectories (job_ordinal, success, reward);

  CREATE TABLE checkpoints (
    id TEXT PRIMARY KEY,
    job_ordinal INTEGER NOT NULL REFERENCES jobs (ordinal) ON DELETE CASCADE,
    iteration INTEGER NOT NULL,
    score REAL NOT NULL,
    logits BLOB NOT NULL,
    created_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX checkpoints_of_job ON checkpoints (job_ordinal);
  `,
];
