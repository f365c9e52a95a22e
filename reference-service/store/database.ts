import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';

export type Connection = Database.Database;

const FILE = 'reference.db';

/**
 * Opens the service's own database in its data folder, made if missing, and brings its schema up to date.
 * Throws when the folder cannot be written, or when another service has it open.
 */
export function openDatabase(dataDir: string): Connection {
  makeFolder(dataDir);
  const connection = new Database(join(dataDir, FILE), { timeout: 500 });
  try {
    // Exclusive: a second service on this folder would fail the first one's running jobs.
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.pragma('journal_mode = WAL');
    // NORMAL: a power cut may lose the last few transactions, a crash of the process none.
    connection.pragma('synchronous = NORMAL');
    connection.pragma('foreign_keys = ON');
    connection.pragma('journal_size_limit = 16777216');
    migrate(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

function migrate(connection: Connection): void {
  const version = Number(connection.pragma('user_version', { simple: true }));
  if (version > migrations.length)
    throw new Error(`The database is of a newer version (${version}) than this service knows.`);
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue;
    connection.transaction(() => {
      connection.exec(migration);
      connection.pragma(`user_version = ${index + 1}`);
    })();
  }
}

/**
 * Makes a folder and those above it that are missing. Node's own recursive mkdir never returns where the
 * system says ENOENT although the folder above is there, as below /proc. Throws the system's error.
 */
function makeFolder(path: string): void {
  const folder = resolve(path);
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it in this moment.
    if (!existsSync(folder)) throw error;
  }
}

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
