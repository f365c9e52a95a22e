import { fireSchedules } from '@/lib/automation/fire-schedules';
import { openStore } from '@/lib/store/open-store';
import { MIGRATIONS_DIR } from './migrations-dir';

/** A process of its own that fires what is due in a store, once it is told to; it can be killed meanwhile. */
const [dataDir = '', nowMs = ''] = process.argv.slice(2);
const store = openStore({ dataDir, migrationsDir: MIGRATIONS_DIR });
await store.prisma.schedule.count();
process.once('message', async () => {
  await fireSchedules(store, { nowMs: Number(nowMs) });
  process.exit(0);
});
process.send?.('ready');
