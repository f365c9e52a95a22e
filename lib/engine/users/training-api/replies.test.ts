import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCancel, readEvaluation, readJob, readJobs, readTrajectories } from './replies';
import type { RpcReply } from './rpc';

const error = (code: number, message = ''): RpcReply => ({ kind: 'rpc-error', code, message });

it.each<[string, RpcReply | undefined, object]>([
  [
    'a result is taken',
    { kind: 'result', result: { status: 'cancelled', cancelled_at: 'then' } },
    { kind: 'taken', job: { state: 'cancelled', cancelledAt: 'then' } },
  ],
  [
    'a result that is no success is refused, with the service’s words',
    { kind: 'result', result: { success: false, message: 'too busy' } },
    { kind: 'refused', reason: 'The service did not cancel the job: too busy' },
  ],
  ['error -40003: it had ended', error(-40003), { kind: 'ended' }],
  ['error -32001: job not found', error(-32001), { kind: 'gone' }],
  [
    'another error is refused',
    error(-32603, 'disk full'),
    {
      kind: 'refused',
      reason: 'The service returned error -32603: internal error: disk full.',
    },
  ],
  [
    'an error of the service’s own is refused',
    error(-1),
    { kind: 'refused', reason: 'The service returned error -1.' },
  ],
  [
    'HTTP 403 is refused',
    { kind: 'http-error', status: 403 },
    { kind: 'refused', reason: 'The service returned HTTP 403.' },
  ],
  [
    'after HTTP 503 it may be cancelled or not',
    { kind: 'http-error', status: 503 },
    { kind: 'unclear', reason: 'The service returned HTTP 503.' },
  ],
  ['after no answer, too', undefined, { kind: 'unclear', reason: 'No response.' }],
  [
    'and after one that could not be parsed',
    { kind: 'malformed', reason: 'The body was empty.' },
    { kind: 'unclear', reason: 'The body was empty.' },
  ],
])('%s', (_title, reply, expected) => {
  expect(readCancel(reply)).toMatchObject(expected);
});

const known = (values: object) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

describe('readJob', () => {
  const told = { state: 'running', iterations: 4, totalIterations: 10, percentComplete: 40 };

  it.each([
    [
      'nested',
      {
        job_id: 'a',
        status: 'running',
        progress: { current_iteration: 4, total_iterations: 10, percent_complete: 40 },
        metrics: { train_loss: 0.5, avg_reward: 0.8 },
        cost: { cost_usd: 1.25, budget_usd: 5 },
      },
    ],
    [
      'flat',
      {
        training_job_id: 'a',
        status: 'running',
        current_iteration: 4,
        total_iterations: 10,
        progress_percent: 40,
        metrics: { loss: 0.5, avg_reward: 0.8 },
        cost_usd: '1.25',
        budget_usd: 5,
      },
    ],
  ])('reads a status with its figures %s', (_dialect, result) => {
    const figures = { loss: 0.5, averageReward: 0.8, costUsd: 1.25, budgetUsd: 5 };
    expect(known(readJob(result))).toEqual({ jobId: 'a', ...told, ...figures });
  });

  it('reads what a start and a cancel answer', () => {
    const started = { job_id: 'a', agent_id: 'b', status: 'queued', total_iterations: 10 };
    expect(known(readJob({ ...started, budget_usd: 5, success: true }))).toEqual({
      jobId: 'a',
      agentId: 'b',
      state: 'queued',
      totalIterations: 10,
      budgetUsd: 5,
    });
    const cancelled = { status: 'cancelled', cancelled_at: 'then', iterations_completed: 3 };
    expect(known(readJob({ ...cancelled, checkpoint_id: 'c' }))).toEqual({
      state: 'cancelled',
      cancelledAt: 'then',
      iterations: 3,
      checkpointId: 'c',
    });
  });

  it.each(['completed_at', 'ended_at', 'finished_at'])('reads when a job ended from %s', (name) => {
    expect(known(readJob({ [name]: 'then', updated_at: 'before' }))).toEqual({
      endedAt: 'then',
      updatedAt: 'before',
    });
  });

  it('leaves out a state that the protocol does not know', () => {
    expect(known(readJob({ job_id: 'a', status: 'paused' }))).toEqual({ jobId: 'a' });
  });
});

describe('pages', () => {
  it('have their items and, in either dialect, what is still to come', () => {
    const jobs = [{ job_id: 'a' }, { training_job_id: 'b' }];
    expect(readJobs({ jobs, total_count: 7 }).items.map(({ jobId }) => jobId)).toEqual(['a', 'b']);
    expect(readTrajectories({ trajectories: [1], total_count: 7, has_more: true })).toEqual({
      items: [1],
      totalCount: 7,
      hasMore: true,
    });
    const pagination = { total: 7, has_more: false };
    expect(readTrajectories({ trajectories: [1], returned_count: 1, pagination })).toEqual({
      items: [1],
      totalCount: 7,
      hasMore: false,
    });
  });

  it('without a list are empty, and of unknown length', () => {
    expect(readJobs({ count: 3 })).toEqual({
      items: [],
      totalCount: undefined,
      hasMore: undefined,
    });
  });
});

it('an evaluation has its rates and its test', () => {
  const metrics = { success_rate: 0.9, avg_reward: 1.2, avg_steps: 4.5, tool_accuracy: 0.7 };
  const baseline_comparison = { p_value: 0.03, statistically_significant: true };
  expect(readEvaluation({ metrics, baseline_comparison })).toEqual({
    successRate: 0.9,
    averageReward: 1.2,
    averageSteps: 4.5,
    toolAccuracy: 0.7,
    pValue: 0.03,
    isSignificant: true,
  });
});

it('no reader throws, whatever a service answers', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const read of [readJob, readJobs, readTrajectories, readEvaluation]) read(value);
    }),
  );
});
