import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import type { Store } from '@/lib/store/open-store';

const SCRIPT = `
  const [, file] = process.argv;
  const database = new (require('better-sqlite3'))(file);
  const hold = () => {
    database.exec('BEGIN IMMEDIATE');
    console.log('held');
    setTimeout(() => { database.exec('COMMIT'); setTimeout(hold, 250); }, 450);
  };
  hold();`;

/** Another process that holds the database for 450 ms, lets go for 250 ms, and so on until the test ends. */
export async function lockOften({ sqlite }: Store): Promise<void> {
  const child = spawn(process.execPath, ['-e', SCRIPT, sqlite.name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
}
