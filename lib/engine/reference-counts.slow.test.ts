import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { METHODS } from '@/lib/plan/intended-mix';
import { parsePlan } from '@/lib/plan/parse-plan';
import { OUTCOMES } from '@/lib/stats/outcome';
import { createReferenceService } from '@/reference-service/create-reference-service';
import { checkTarget } from './check-target';
import { runLoad } from './run-load';

async function startReference() {
  const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-reference-'));
  const service = await createReferenceService({ port: 0, dataDir });
  onTestFinished(async () => {
    await service.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return service.url;
}

/** The service's own counters, by name and labels. */
async function readCounter(url: string, name: string, ...labels: string[]): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

it('our counts equal the service’s own, to the request, by method and outcome', async () => {
  const url = await startReference();
  const ours = new Map<string, number>();
  const add = (key: string) => ours.set(key, (ours.get(key) ?? 0) + 1);
  await runLoad({
    plan: parsePlan({
      name: 'Counted',
      load: {
        model: 'closed',
        stages: [{ users: 30, spawnPerSecond: 100, durationMs: 4000 }],
        waitMs: { min: 50, max: 250 },
      },
      users: [
        { behaviour: 'training-api', weight: 4 },
        { behaviour: 'burst', weight: 1 },
      ],
    }),
    target: { url: `${url}/api/v1/jsonrpc` },
    seed: 8,
    onSecond({ samples, endpoints }) {
      for (let at = 0; at < samples.count; at++) {
        add('all');
        add(endpoints[samples.endpoint[at] ?? 0] ?? '?');
        add(OUTCOMES[samples.outcome[at] ?? 0] ?? '?');
      }
    },
  }).done;

  expect(ours.get('all')).toBeGreaterThan(100);
  expect(await readCounter(url, 'http_requests_total', '/api/v1/jsonrpc')).toBe(ours.get('all'));
  for (const method of Object.values(METHODS))
    expect(await readCounter(url, 'rpc_requests_total', `"${method}"`), method).toBe(
      ours.get(method),
    );
  expect(await readCounter(url, 'rpc_requests_total', 'outcome="ok"')).toBe(ours.get('ok'));
  expect(
    await readCounter(url, 'http_requests_total', '/api/v1/jsonrpc', 'status_code="200"'),
  ).toBe((ours.get('ok') ?? 0) + (ours.get('rpcError') ?? 0));
}, 30_000);

it('the reference service says who it is', async () => {
  const url = await startReference();
  expect(await checkTarget({ url: `${url}/api/v1/jsonrpc` }, { timeoutMs: 3000 })).toMatchObject({
    ok: true,
    service: 'plimsoll-reference',
  });
});
