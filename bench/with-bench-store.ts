import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '@/lib/store/open-store';

/** A store of its own, gone afterwards. */
export async function withBenchStore<T>(
  use: (store: Store, dataDir: string) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  const store = openStore({ dataDir, migrationsDir: join(process.cwd(), 'prisma', 'migrations') });
  try {
    return await use(store, dataDir);
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The real worker on that store's folder, ready to claim what is queued. */
export async function startWorker(dataDir: string): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'worker/main.ts'], {
    env: { ...process.env, PLIMSOLL_DATA_DIR: dataDir, REFERENCE: 'off' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await once(worker, 'message');
  return worker;
}
