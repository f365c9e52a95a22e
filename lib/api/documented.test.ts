import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { seedStore } from '@/lib/store/get-store';
import { openTestStore } from '@/lib/testing/open-test-store';
import { startHttpServer } from '@/lib/testing/start-server';
import { answerRequest } from './answer-request';
import { ALL_OPERATIONS } from './open-api-document';

const DOCUMENT = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');

test('the document lists every operation as it is', () => {
  const rows = [...DOCUMENT.matchAll(/^\| `(\w+)` +\| `(\S+)` +\| (.*?) +\|$/gm)].map((row) =>
    row.slice(1),
  );
  expect(rows).toEqual(ALL_OPERATIONS.map(({ method, path, summary }) => [method, path, summary]));
});

test('every documented command is answered', async () => {
  const store = openTestStore();
  await seedStore(store, { REFERENCE_PORT: '8001' });
  const { url } = await startHttpServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const answer = await answerRequest(
      store,
      ALL_OPERATIONS,
      new Request(`http://127.0.0.1${incoming.url}`, {
        method: incoming.method,
        headers: incoming.headers as Record<string, string>,
        ...(body.length > 0 && { body }),
      }),
    );
    outgoing.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
  });
  const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(DOCUMENT) ?? [];
  const said: string[] = [];
  for (const line of block.trim().split('\n')) {
    const env = { ...process.env, PLIMSOLL: new URL(url).origin };
    said.push((await promisify(execFile)('bash', ['-c', line], { env })).stdout);
  }
  expect(said).toHaveLength(7);
  expect(JSON.parse(said[1] ?? '')).toMatchObject({ run: { scenario: 'Moderate', number: 1 } });
  expect(JSON.parse(said[5] ?? '')).toMatchObject({ run: { name: 'build 17', status: 'stopped' } });
});
