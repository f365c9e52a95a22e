import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { METHODS } from '@/lib/plan/figures';
import type { Stage } from '@/lib/plan/load';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { parsePlan } from '@/lib/plan/parse-plan';
import { OUTCOMES } from '@/lib/stats/outcome';
import type { SecondReport } from '@/lib/stats/windows';
import { startHttpServer, startRpcServer } from '@/lib/testing/start-server';
import { createReferenceService } from '@/reference-service/create-reference-service';
import { checkTarget } from './check-target';
import { type LoadRun, runLoad } from './run-load';
import { startGenerators } from './start-generators';

function planOf(
  stage: Partial<Stage>,
  over: Partial<LoadPlan> & { waitMs?: { min: number; max: number } } = {},
) {
  const { waitMs = { min: 10, max: 50 }, ...rest } = over;
  return parsePlan({
    name: 'Test',
    load: {
      model: 'closed',
      stages: [{ users: 10, spawnPerSecond: 1000, durationMs: 1000, ...stage }],
      waitMs,
    },
    users: [{ behaviour: 'training-api', weight: 1 }],
    timeoutMs: 2000,
    ...rest,
  });
}

function jobServer(delayMs = 0) {
  let jobs = 0;
  return startRpcServer(
    (method) =>
      method === METHODS.start
        ? { job_id: `job-${++jobs}`, status: 'queued' }
        : { status: 'running' },
    delayMs,
  );
}

async function outcomeOf(start: (onSecond: (report: SecondReport) => void) => LoadRun) {
  const reports: SecondReport[] = [];
  const end = await start((report) => reports.push(report)).done;
  return { reports, end, counts: countsOf(reports) };
}

/** Samples by endpoint name, and by outcome, counted from the samples themselves. */
function countsOf(reports: SecondReport[]) {
  const counts: Record<string, number> = {};
  for (const { samples, endpoints } of reports)
    for (let at = 0; at < samples.count; at++)
      for (const key of [endpoints[samples.endpoint[at] ?? 0], OUTCOMES[samples.outcome[at] ?? 0]])
        counts[key ?? '?'] = (counts[key ?? '?'] ?? 0) + 1;
  return counts;
}

describe('runLoad', () => {
  it('keeps a sample of every request, none more and none less than the service saw', async () => {
    const server = await jobServer(3);
    const { counts, reports } = await outcomeOf((onSecond) =>
      runLoad({ plan: planOf({}), target: server, seed: 1, onSecond }),
    );
    const seen = Object.fromEntries(server.calls);
    expect(Object.fromEntries(Object.keys(seen).map((name) => [name, counts[name]]))).toEqual(seen);
    const inWindows = reports.flatMap(({ windows }) => windows.map((window) => window.counts.ok));
    expect(inWindows.reduce((sum, ok) => sum + ok, 0)).toBe(counts.ok);
  });

  it('stop now cuts off what is under way and counts it as aborted', async () => {
    const server = await jobServer(5000);
    const { counts, end } = await outcomeOf((onSecond) => {
      const run = runLoad({
        plan: planOf({ durationMs: 60_000 }),
        target: server,
        seed: 1,
        onSecond,
      });
      setTimeout(() => run.stop('now'), 300);
      return run;
    });
    expect(end.reason).toBe('stopped');
    expect(end.durationMs).toBeLessThan(1000);
    expect(counts.aborted).toBe(counts[METHODS.start]);
    expect(counts.ok).toBeUndefined();
  });

  it('stop gracefully sends nothing more and waits for what is under way', async () => {
    const server = await jobServer(400);
    let stoppedAt = 0;
    const { counts, end } = await outcomeOf((onSecond) => {
      const run = runLoad({
        plan: planOf({ durationMs: 60_000 }),
        target: server,
        seed: 1,
        onSecond,
      });
      setTimeout(() => {
        stoppedAt = [...server.calls.values()].reduce((sum, calls) => sum + calls, 0);
        run.stop('gracefully');
      }, 600);
      return run;
    });
    expect(end.reason).toBe('stopped');
    expect(counts.ok).toBe(stoppedAt);
    expect(counts.aborted).toBeUndefined();
  });

  it('gives up on a request after the plan’s time-out', async () => {
    const server = await jobServer(5000);
    const { counts, reports } = await outcomeOf((onSecond) =>
      runLoad({
        plan: planOf({ users: 2, durationMs: 300 }, { timeoutMs: 250 }),
        target: server,
        seed: 1,
        onSecond,
      }),
    );
    expect(counts.timeout).toBeGreaterThanOrEqual(2);
    const [slowest] = reports.flatMap(({ samples }) => [
      ...samples.serviceUs.slice(0, samples.count),
    ]);
    expect(slowest).toBeGreaterThanOrEqual(249_000);
    expect(slowest).toBeLessThan(450_000);
  });

  it('goes on while a service is dead, and with it when it is back', async () => {
    let dead = true;
    const server = await startHttpServer((request, response) => {
      if (dead) request.socket.destroy();
      else response.end('{"id":1,"result":{"job_id":"a","status":"running"}}');
    });
    const { counts } = await outcomeOf((onSecond) => {
      setTimeout(() => {
        dead = false;
      }, 500);
      return runLoad({ plan: planOf({ durationMs: 1200 }), target: server, seed: 1, onSecond });
    });
    expect(counts.networkError).toBeGreaterThan(5);
    expect(counts.ok).toBeGreaterThan(5);
  });

  it('burst starts one job, as a sample like any other, and then only asks for status', async () => {
    const server = await jobServer();
    const { counts } = await outcomeOf((onSecond) =>
      runLoad({
        plan: planOf({}, { users: [{ behaviour: 'burst', weight: 1 }] }),
        target: server,
        seed: 1,
        onSecond,
      }),
    );
    expect(counts[METHODS.start]).toBe(1);
    expect(counts[METHODS.status]).toBeGreaterThan(100);
    expect(Object.keys(counts).sort()).toEqual(['ok', METHODS.status, METHODS.start].sort());
  });

  it('leaves no connection and no timer behind', async () => {
    const server = await jobServer();
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    await outcomeOf((onSecond) =>
      runLoad({ plan: planOf({ durationMs: 300 }), target: server, seed: 1, onSecond }),
    );
    await expect.poll(() => server.connections()).toBe(0);
    await expect.poll(timers).toBeLessThanOrEqual(before);
  });
});

describe('startGenerators', () => {
  it('does the same in a thread of its own', async () => {
    const server = await jobServer();
    const { counts, reports, end } = await outcomeOf((onSecond) =>
      startGenerators({
        plan: planOf({ durationMs: 1500 }),
        target: { url: server.url },
        seed: 1,
        onSecond,
      }),
    );
    expect(end.reason).toBe('finished');
    expect(reports.map(({ second }) => second)).toEqual([0, 1]);
    for (const [method, calls] of server.calls) expect(counts[method]).toBe(calls);
    expect(end.jobsLeft).toHaveLength(server.calls.get(METHODS.start) ?? 0);
  });

  it('can be stopped', async () => {
    const server = await jobServer();
    const run = startGenerators({
      plan: planOf({ durationMs: 60_000 }),
      target: { url: server.url },
      seed: 1,
      onSecond: () => run.stop('now'),
    });
    expect((await run.done).reason).toBe('stopped');
  });

  it('ends the thread and rejects when a second cannot be kept', async () => {
    const server = await jobServer();
    const run = startGenerators({
      plan: planOf({ durationMs: 60_000 }),
      target: { url: server.url },
      seed: 1,
      onSecond() {
        throw new Error('The disk is full.');
      },
    });
    await expect(run.done).rejects.toThrow('The disk is full.');
    await expect.poll(() => server.connections()).toBe(0);
  });

  it('says so when the thread cannot do its work', async () => {
    const run = startGenerators({
      plan: planOf({}),
      target: { url: 'not a url' },
      seed: 1,
      onSecond: () => undefined,
    });
    await expect(run.done).rejects.toThrow('Invalid URL');
  });
});

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
