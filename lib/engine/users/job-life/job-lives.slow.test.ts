import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { observeCall } from '@/lib/engine/exchanges';
import { METHODS } from '@/lib/plan/figures';
import { Histogram } from '@/lib/stats/histogram';
import { createReferenceService } from '@/reference-service/create-reference-service';
import type { Call } from '../behaviour';
import { cancelJobs } from '../cancel-jobs';
import { fieldsOf } from '../training-api/fields';
import { readJobs, type TrainingJob } from '../training-api/replies';
import {
  cancelBody,
  exportBody,
  type RpcReply,
  readRpcReply,
  rpcBody,
  statusBody,
} from '../training-api/rpc';
import { JobLives } from './job-lives';
import { summariseJobLife } from './report';

const JOBS = 12;
const TIMESTAMPS = ['created_at', 'started_at', 'completed_at', 'cancelled_at'];

/** A real service with two workers, and one tracker that is told all, one without any timestamp. */
async function startReference() {
  const dataDir = mkdtempSync(join(tmpdir(), 'plimsoll-reference-'));
  const service = await createReferenceService({ port: 0, dataDir, workers: 2, seed: 4 });
  onTestFinished(async () => {
    await service.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const post = async (body: string) => {
    const url = `${service.url}/api/v1/jsonrpc`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const text = await response.text();
    return { reply: readRpcReply(response.status, text), bytes: Buffer.byteLength(text) };
  };
  const startMs = performance.now();
  const nowMs = () => performance.now() - startMs;
  const [told, blind] = [new JobLives(), new JobLives()];
  const send = async (call: Call): Promise<RpcReply> => {
    const sentMs = nowMs();
    const { reply, bytes } = await post(call.body);
    const times = { intendedMs: sentMs, sentMs, endedMs: nowMs() };
    observeCall(told, call, reply, times, bytes);
    observeCall(blind, call, withoutTimestamps(reply), times, bytes);
    return reply;
  };
  const record = async () => {
    const { reply } = await post(rpcBody(1, 'training.list_jobs', '{"limit":1000}'));
    return reply.kind === 'result' ? readJobs(reply.result).items : [];
  };
  return { told, blind, send, record, nowMs };
}

function withoutTimestamps(reply: RpcReply): RpcReply {
  if (reply.kind !== 'result') return reply;
  const fields = Object.entries(fieldsOf(reply.result) ?? {});
  return {
    kind: 'result',
    result: Object.fromEntries(fields.filter(([name]) => !TIMESTAMPS.includes(name))),
  };
}

const QUERIES = Array.from({ length: 100 }, (_, index) => ({
  query: `query ${index}`,
  expected_outcome: 'done',
}));

const startCall = (id: number, n_iterations: number): Call => {
  const config = { n_iterations, batch_size: 4, n_trajectories_per_query: 2 };
  const params = { agent_id: 'agent', training_queries: QUERIES, config };
  return {
    endpoint: 'start',
    body: rpcBody(id, METHODS.start, JSON.stringify(params)),
    job: { kind: 'start' },
  };
};

async function pollToTheEnd(lives: JobLives, send: (call: Call) => Promise<RpcReply>) {
  for (let ids = lives.unended(); ids.length > 0; ids = lives.unended()) {
    for (const jobId of ids)
      await send({
        endpoint: 'status',
        body: statusBody(1, jobId),
        job: { kind: 'status', jobId },
      });
    await sleep(25);
  }
}

const lengths = (jobs: TrainingJob[], from: 'createdAt', to: 'startedAt' | 'endedAt') =>
  jobs.map((job) => Date.parse(job[to] ?? '') - Date.parse(job[from] ?? ''));
const meanOf = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

it('queue wait and time to finish are the service’s own, and polls alone come as near as they say', async () => {
  const { told, blind, send, record } = await startReference();
  await Promise.all(Array.from({ length: JOBS }, (_, id) => send(startCall(id, 4))));
  expect(told.gauges()).toMatchObject({ accepted: 12, inFlight: 12, ended: 0 });
  await pollToTheEnd(told, send);

  const jobs = await record();
  expect(jobs).toHaveLength(JOBS);
  expect(told.gauges()).toMatchObject({ accepted: 12, inFlight: 0, ended: 12, completed: 12 });
  const truths = {
    queueWait: lengths(jobs, 'createdAt', 'startedAt'),
    timeToFinish: lengths(jobs, 'createdAt', 'endedAt'),
  };
  for (const name of ['queueWait', 'timeToFinish'] as const) {
    const truth = truths[name];
    const service = summariseJobLife(told.report())[name];
    expect(service).toMatchObject({ samples: JOBS, method: 'service', worstErrorMs: 1 });
    expect(service.meanMs).toBeCloseTo(meanOf(truth), 6);
    expect(service.maxMs).toBe(Math.max(...truth));

    const polls = summariseJobLife(blind.report())[name];
    expect(polls).toMatchObject({ samples: JOBS, method: 'polls' });
    const { worstErrorMs = 0 } = polls;
    // A millisecond for the service's own rounding.
    expect(Math.abs((polls.meanMs ?? 0) - meanOf(truth))).toBeLessThan(worstErrorMs + 1);
    expect(Math.abs((polls.maxMs ?? 0) - Math.max(...truth))).toBeLessThan(worstErrorMs + 1);
  }
  // Ten jobs had to wait for a worker.
  expect(truths.queueWait.filter((ms) => ms > 20).length).toBeGreaterThanOrEqual(8);
  expect(Histogram.decode(told.report().metrics.statusStaleness.histogram).count).toBeGreaterThan(
    0,
  );
}, 60_000);

it('what is left is cancelled: afterwards the service knows of no job that goes on', async () => {
  const { told, send, record, nowMs } = await startReference();
  await Promise.all(Array.from({ length: 6 }, (_, id) => send(startCall(id, 500))));
  const [first = '', ...others] = told.unended();
  const cancelFirst: Call = {
    endpoint: 'cancel',
    body: cancelBody(1, first),
    job: { kind: 'cancel', jobId: first },
  };
  await send(cancelFirst);
  expect(told.unended()).toEqual(others);
  await sleep(200);
  const running = (await record()).find(({ state }) => state === 'running')?.jobId ?? '';
  await send({
    endpoint: 'export',
    body: exportBody(1, running),
    job: { kind: 'export', jobId: running },
  });

  const ids = [first, ...others, 'job_of_nobody'];
  const done = await cancelJobs(ids, send, { deadlineMs: nowMs() + 10_000, now: nowMs });
  expect(done).toEqual({
    cancelled: expect.arrayContaining(others),
    alreadyEnded: [first],
    gone: ['job_of_nobody'],
    orphans: [],
  });
  expect((await record()).map(({ state }) => state)).toEqual(Array(6).fill('cancelled'));
  expect(told.gauges()).toMatchObject({ accepted: 6, inFlight: 0, ended: 6, cancelled: 6 });
  const { cancelToCancelled, exportRate } = summariseJobLife(told.report());
  expect(cancelToCancelled).toMatchObject({ samples: 6, method: 'client' });
  expect(exportRate).toMatchObject({ samples: 1, method: 'client' });
}, 30_000);
