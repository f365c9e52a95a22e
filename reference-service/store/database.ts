import { join } from 'node:path';
import Database from 'better-sqlite3';
import { makeFolder } from './make-folder';
import { migrations } from './migrations';

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
