import { describe, expect, it } from 'vitest';
import { observeCall } from '@/lib/engine/exchanges';
import { JobLives } from '@/lib/engine/users/job-life/job-lives';
import { summariseJobLife } from '@/lib/engine/users/job-life/report';
import { CANNOT_CANCEL, JOB_NOT_FOUND } from '@/lib/engine/users/training-api/methods';
import type { RpcReply } from '@/lib/engine/users/training-api/rpc';

type Kind = 'status' | 'cancel' | 'export';

/** A tracker, told of calls by what was asked, when it was sent and answered, and the result. */
function follow() {
  const lives = new JobLives();
  const result = (value: unknown): RpcReply => ({ kind: 'result', result: value });
  const tell = (kind: Kind, [sentMs, endedMs]: [number, number], reply?: RpcReply, bytes = 0) => {
    const call = { endpoint: kind, body: '', job: { kind, jobId: 'a' } };
    observeCall(lives, call, reply, { intendedMs: sentMs, sentMs, endedMs }, bytes);
  };
  return {
    lives,
    start(times: [number, number, number], value: unknown) {
      const [intendedMs, sentMs, endedMs] = times;
      const call = { endpoint: 'start', body: '', job: { kind: 'start' } as const };
      observeCall(lives, call, result(value), { intendedMs, sentMs, endedMs }, 0);
    },
    hear: (kind: Kind, times: [number, number], value: unknown, bytes?: number) =>
      tell(kind, times, result(value), bytes),
    refuse: (kind: Kind, times: [number, number], code: number) =>
      tell(kind, times, { kind: 'rpc-error', code, message: '' }),
    lose: (kind: Kind, times: [number, number]) => tell(kind, times, undefined),
    metric: (name: Exclude<keyof ReturnType<typeof summariseJobLife>, 'exportRate'>) => {
      const { samples, maxMs, method, worstErrorMs } = summariseJobLife(lives.report())[name];
      return samples === 0 ? 'no data' : { samples, maxMs, method, worstErrorMs };
    },
  };
}

const at = (ms: number) => new Date(Date.UTC(2025, 10, 23) + ms).toISOString();

describe('a job’s life in the service’s own timestamps', () => {
  it.each([
    [
      'nested, with job_id and completed_at',
      { job_id: 'a', status: 'queued', created_at: at(1000) },
      { status: 'running', started_at: at(1250), progress: { current_iteration: 1 } },
      { status: 'completed', started_at: at(1250), completed_at: at(4000) },
    ],
    [
      'flat, with training_job_id and ended_at',
      { training_job_id: 'a', status: 'queued', created_at: at(1000) },
      { status: 'running', started_at: at(1250), current_iteration: 1 },
      { status: 'failed', ended_at: at(4000) },
    ],
    [
      'running at once, with finished_at, its zones left out',
      { job_id: 'a', status: 'running', created_at: at(1000).slice(0, -1) },
      { status: 'running', started_at: at(1250).slice(0, -1) },
      { status: 'completed', finished_at: at(4000).slice(0, -1) },
    ],
  ])('%s', (_dialect, started, running, ended) => {
    const { start, hear, metric } = follow();
    start([5, 10, 20], started);
    hear('status', [900, 910], running);
    hear('status', [5000, 5010], ended);
    expect(metric('acceptLatency')).toEqual({ samples: 1, maxMs: 15, method: 'client' });
    expect(metric('queueWait')).toEqual({
      samples: 1,
      maxMs: 250,
      method: 'service',
      worstErrorMs: 1,
    });
    expect(metric('timeToFinish')).toEqual({
      samples: 1,
      maxMs: 3000,
      method: 'service',
      worstErrorMs: 1,
    });
  });

  it('to whole seconds is off by up to one', () => {
    const { start, hear, metric } = follow();
    start([0, 0, 10], { job_id: 'a', status: 'queued', created_at: '2025-11-23T00:00:01Z' });
    hear('status', [9000, 9010], { status: 'completed', completed_at: '2025-11-23T00:00:08Z' });
    expect(metric('timeToFinish')).toEqual({
      samples: 1,
      maxMs: 7000,
      method: 'service',
      worstErrorMs: 1000,
    });
  });

  it('does not count when it runs backwards', () => {
    const { start, hear, metric } = follow();
    start([0, 0, 10], { job_id: 'a', status: 'queued', created_at: at(5000) });
    hear('status', [100, 110], { status: 'running', started_at: at(4000) });
    expect(metric('queueWait')).toEqual({
      samples: 1,
      maxMs: 55,
      method: 'polls',
      worstErrorMs: 55,
    });
  });
});

describe('a job’s life as polls bound it', () => {
  it('queue wait lies between the last answer “queued” and the first “running”', () => {
    const { start, hear, metric } = follow();
    start([0, 10, 20], { job_id: 'a', status: 'queued' });
    hear('status', [500, 510], { status: 'queued' });
    hear('status', [1000, 1010], { status: 'queued' });
    hear('status', [2000, 2010], { status: 'running' });
    hear('status', [3000, 3010], { status: 'running' });
    // At least 1000 - 20, at most 2010 - 10.
    expect(metric('queueWait')).toEqual({
      samples: 1,
      maxMs: 1490,
      method: 'polls',
      worstErrorMs: 510,
    });
  });

  it('time to finish lies between the last answer that it goes on and the first that it ended', () => {
    const { start, hear, metric } = follow();
    start([0, 10, 20], { job_id: 'a', status: 'queued' });
    hear('status', [3000, 3010], { status: 'running' });
    hear('status', [4000, 4010], { status: 'completed' });
    expect(metric('timeToFinish')).toEqual({
      samples: 1,
      maxMs: 3490,
      method: 'polls',
      worstErrorMs: 510,
    });
  });

  it('a job that its start’s answer found running waited no longer than that call', () => {
    const { start, hear, metric } = follow();
    start([5, 10, 20], { job_id: 'a', status: 'running' });
    expect(metric('queueWait')).toBe('no data');
    hear('status', [900, 910], { status: 'running' });
    expect(metric('queueWait')).toEqual({
      samples: 1,
      maxMs: 5,
      method: 'polls',
      worstErrorMs: 5,
    });
  });

  it('a job cancelled before anybody asked about it waited no longer than its start took', () => {
    const { start, hear, metric } = follow();
    start([5, 10, 20], { job_id: 'a', status: 'running' });
    hear('cancel', [900, 910], { status: 'cancelled' });
    expect(metric('queueWait')).toMatchObject({ samples: 1, maxMs: 5, method: 'polls' });
  });

  it('a job never seen running has no queue wait', () => {
    const { start, hear, metric } = follow();
    start([0, 10, 20], { job_id: 'a', status: 'queued' });
    hear('status', [4000, 4010], { status: 'completed' });
    expect(metric('queueWait')).toBe('no data');
  });

  it('an answer that was overtaken takes nothing back', () => {
    const { start, hear, lives, metric } = follow();
    start([0, 10, 20], { job_id: 'a', status: 'queued' });
    hear('status', [100, 200], { status: 'running' });
    hear('status', [90, 300], { status: 'queued' });
    expect(lives.gauges()).toMatchObject({ queued: 0, running: 1 });
    hear('status', [400, 500], { status: 'completed' });
    hear('status', [390, 600], { status: 'running' });
    expect(lives.gauges()).toMatchObject({ inFlight: 0, running: 0, completed: 1 });
    expect(metric('timeToFinish')).toMatchObject({ samples: 1 });
  });

  it('a state the protocol does not know changes nothing', () => {
    const { start, hear, lives } = follow();
    start([0, 10, 20], { job_id: 'a', status: 'provisioning' });
    hear('status', [100, 200], { status: 'paused' });
    expect(lives.gauges()).toMatchObject({ accepted: 1, inFlight: 1, queued: 1 });
  });
});

describe('cancel to cancelled', () => {
  it('lasts until the cancel’s own answer, when that says so', () => {
    const { start, hear, lives, metric } = follow();
    start([0, 10, 20], { job_id: 'a', status: 'queued', created_at: at(0) });
    hear('cancel', [1000, 1300], { status: 'cancelled', cancelled_at: at(995) });
    expect(metric('cancelToCancelled')).toEqual({ samples: 1, maxMs: 300, method: 'client' });
    expect(lives.gauges()).toMatchObject({ inFlight: 0, ended: 1, cancelled: 1 });
    expect(metric('timeToFinish')).toBe('no data');
  });

  it('lasts until a later status says so, as far as the polls tell', () => {
    const { start, hear, metric } = follow();
    start([0, 10, 20], { job_id: 'a', status: 'queued' });
    hear('cancel', [1000, 1010], { status: 'cancelling' });
    hear('status', [1200, 1210], { status: 'running' });
    hear('status', [1600, 1610], { status: 'cancelled' });
    expect(metric('cancelToCancelled')).toEqual({
      samples: 1,
      maxMs: 405,
      method: 'polls',
      worstErrorMs: 205,
    });
  });

  it('lasts until cancelled_at, as far as the clocks can be compared', () => {
    const { start, hear, metric } = follow();
    // The service's clock is 490 to 501 ms ahead.
    start([0, 10, 20], { job_id: 'a', status: 'queued', created_at: at(510) });
    hear('cancel', [1000, 1010], { success: true });
    hear('status', [3000, 3010], { status: 'cancelled', cancelled_at: at(1800) });
    // From 1800 - 501 to 1801 - 490 on the run's clock, and 1000 ms less since the cancel.
    expect(metric('cancelToCancelled')).toEqual({
      samples: 1,
      maxMs: 305,
      method: 'service',
      worstErrorMs: 6,
    });
  });

  it('counts from the first cancel, though that was never answered', () => {
    const { start, hear, lose, metric } = follow();
    start([0, 10, 20], { job_id: 'a', status: 'queued' });
    lose('cancel', [1000, 2000]);
    hear('cancel', [2100, 2200], { status: 'cancelled' });
    expect(metric('cancelToCancelled')).toEqual({
      samples: 1,
      maxMs: 600,
      method: 'polls',
      worstErrorMs: 600,
    });
  });

  it('is not known of jobs that others have cancelled', () => {
    const { start, hear, refuse, lives, metric } = follow();
    start([0, 10, 20], { job_id: 'a', status: 'queued' });
    refuse('cancel', [1000, 1010], -32603);
    hear('status', [1200, 1210], { status: 'cancelled' });
    expect(metric('cancelToCancelled')).toBe('no data');
    expect(lives.gauges()).toMatchObject({ cancelled: 1 });
  });
});

describe('a refused cancel', () => {
  it('says that the job is over, and leaves it to a later status to say how', () => {
    const { start, hear, refuse, lives, metric } = follow();
    start([0, 10, 20], { job_id: 'a', status: 'queued' });
    refuse('cancel', [1000, 1010], CANNOT_CANCEL);
    expect(lives.gauges()).toMatchObject({ accepted: 1, inFlight: 0, ended: 1, completed: 0 });
    expect(lives.unended()).toEqual([]);
    hear('status', [9000, 9010], { status: 'completed' });
    expect(lives.gauges()).toMatchObject({ accepted: 1, inFlight: 0, ended: 1, completed: 1 });
    // Between its start and the refusal, not the late status.
    expect(metric('timeToFinish')).toEqual({
      samples: 1,
      maxMs: 500,
      method: 'polls',
      worstErrorMs: 500,
    });
  });

  it('does not outweigh a later status that finds the job running', () => {
    const { start, hear, refuse, lives } = follow();
    start([0, 10, 20], { job_id: 'a', status: 'queued' });
    refuse('cancel', [1000, 1010], JOB_NOT_FOUND);
    hear('status', [990, 1020], { status: 'running' });
    expect(lives.gauges()).toMatchObject({ inFlight: 0, ended: 1 });
    hear('status', [2000, 2010], { status: 'running' });
    expect(lives.gauges()).toMatchObject({ inFlight: 1, running: 1, ended: 0 });
    expect(lives.unended()).toEqual(['a']);
  });
});

describe('status staleness', () => {
  it('is the age of updated_at, on the run’s clock', () => {
    const { start, hear, metric } = follow();
    start([0, 10, 20], { job_id: 'a', status: 'queued', created_at: at(510) });
    hear('status', [1000, 1100], { status: 'running', updated_at: at(1300) });
    // Updated at 799 to 811 ms of the run.
    expect(metric('statusStaleness')).toEqual({
      samples: 1,
      maxMs: 295,
      method: 'service',
      worstErrorMs: 6,
    });
  });

  it('without updated_at is the time since the progress was seen to change', () => {
    const { start, hear, metric } = follow();
    const running = (percent_complete: number) => ({
      status: 'running',
      progress: { percent_complete },
    });
    start([0, 0, 10], { job_id: 'a', status: 'queued' });
    hear('status', [100, 110], running(10));
    expect(metric('statusStaleness')).toMatchObject({ samples: 1, maxMs: 55, worstErrorMs: 55 });
    hear('status', [200, 210], running(10));
    expect(metric('statusStaleness')).toMatchObject({ samples: 2, maxMs: 155, worstErrorMs: 55 });
    // The change lies between 200 and 230.
    hear('status', [220, 230], running(20));
    hear('status', [400, 410], running(20));
    expect(metric('statusStaleness')).toEqual({
      samples: 4,
      maxMs: 195,
      method: 'polls',
      worstErrorMs: 55,
    });
  });

  it('is not taken from an answer that a newer one overtook', () => {
    const { start, hear, metric } = follow();
    start([0, 0, 10], { job_id: 'a', status: 'queued' });
    hear('status', [100, 110], { status: 'running', current_iteration: 1 });
    hear('status', [200, 210], { status: 'running', current_iteration: 2 });
    hear('status', [190, 300], { status: 'running', current_iteration: 1 });
    expect(metric('statusStaleness')).toMatchObject({ samples: 2 });
    hear('status', [310, 320], { status: 'running', current_iteration: 2 });
    // It changed between 100 and 210.
    expect(metric('statusStaleness')).toMatchObject({ samples: 3, maxMs: 165 });
  });

  it('is not known of a job that is not running, or tells no progress', () => {
    const { start, hear, metric } = follow();
    start([0, 0, 10], { job_id: 'a', status: 'queued' });
    hear('status', [100, 110], { status: 'queued', current_iteration: 0 });
    hear('status', [200, 210], { status: 'running' });
    expect(metric('statusStaleness')).toBe('no data');
  });
});

it('the export rate is that of the answer’s bytes; an empty export has none', () => {
  const { hear, lives } = follow();
  hear('export', [100, 350], { trajectories: [{}, {}] }, 50_000);
  hear('export', [400, 410], { trajectories: [] }, 60);
  const { samples, method, maxBytesPerSecond } = summariseJobLife(lives.report()).exportRate;
  expect({ samples, method, maxBytesPerSecond }).toEqual({
    samples: 1,
    method: 'client',
    maxBytesPerSecond: 200_000,
  });
});

it('a job that ended at its start is ended, and one started twice is one', () => {
  const { start, lives } = follow();
  start([0, 0, 10], { job_id: 'a', status: 'failed' });
  start([0, 0, 10], { job_id: 'b', status: 'queued' });
  start([0, 20, 30], { job_id: 'b', status: 'queued' });
  expect(lives.gauges()).toEqual({
    accepted: 2,
    inFlight: 1,
    queued: 1,
    running: 0,
    ended: 1,
    completed: 0,
    failed: 1,
    cancelled: 0,
  });
  expect(lives.unended()).toEqual(['b']);
});

it('follows 10,000 jobs and counts those beyond; jobs that are over make room', () => {
  const { start, refuse, hear, lives } = follow();
  const begin = (job_id: string) => start([0, 0, 10], { job_id, status: 'queued' });
  begin('a');
  for (let i = 1; i < 10_002; i++) begin(`job-${i}`);
  expect(lives.report()).toMatchObject({ untracked: 2, gauges: { inFlight: 10_000 } });
  refuse('cancel', [100, 110], CANNOT_CANCEL);
  begin('in its place');
  begin('one too many');
  hear('status', [200, 210], { status: 'completed' });
  expect(lives.report()).toMatchObject({
    untracked: 3,
    gauges: { accepted: 10_001, inFlight: 10_000, ended: 1, completed: 0 },
  });
  expect(lives.unended()).toHaveLength(10_000);
});

it('counts starts that may have made a job nobody knows of', () => {
  const { lives, start } = follow();
  const replies: (RpcReply | undefined)[] = [
    undefined,
    { kind: 'http-error', status: 502 },
    { kind: 'malformed', reason: '' },
    { kind: 'http-error', status: 429 },
    { kind: 'rpc-error', code: -40001, message: '' },
  ];
  const call = { endpoint: '', body: '', job: { kind: 'start' } as const };
  const times = { intendedMs: 0, sentMs: 0, endedMs: 10 };
  for (const reply of replies) observeCall(lives, call, reply, times, 0);
  start([0, 0, 10], { success: true });
  expect(lives.report().unansweredStarts).toBe(4);
  expect(summariseJobLife(lives.report()).acceptLatency.samples).toBe(0);
});

it('passes over calls that ask nothing of a job', () => {
  const { lives } = follow();
  const times = { intendedMs: 0, sentMs: 0, endedMs: 10 };
  observeCall(lives, { endpoint: '', body: '' }, { kind: 'result', result: {} }, times, 10);
  expect(lives.report()).toEqual(new JobLives().report());
});
