import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { seedStore } from '@/lib/store/get-store';
import { openStore } from '@/lib/store/open-store';
import { MIGRATIONS_DIR } from '@/lib/testing/migrations-dir';
import { tellStories } from './stories';

/** Makes the data folders that stacks begin with: `seeded`, and `empty`, which is only migrated. */
const [root = ''] = process.argv.slice(2);

// A search looks whether its target is at rest.
const target = createServer((request, response) => {
  request.resume();
  response.end('{"jsonrpc":"2.0","id":1,"result":{"service":"plimsoll-reference","version":"1"}}');
}).listen(0, '127.0.0.1');
await new Promise((resolve) => target.once('listening', resolve));
const env = { REFERENCE_PORT: String((target.address() as AddressInfo).port) };

const empty = openStore({ dataDir: join(root, 'empty'), migrationsDir: MIGRATIONS_DIR });
await seedStore(empty, env);
await empty.close();

const dataDir = join(root, 'seeded');
const store = openStore({ dataDir, migrationsDir: MIGRATIONS_DIR });
await seedStore(store, env);
const seeded = await tellStories(store, Date.now());
await store.close();
writeFileSync(join(dataDir, 'seeded.json'), JSON.stringify(seeded));
target.close();
