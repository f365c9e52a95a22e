import { expect, test } from 'vitest';
import { dispatchRpc } from './dispatch';
import type { RpcContext } from './rpc-context';

/** A context that fails with an error of its own, whatever is asked of it. */
const broken = new Proxy({} as RpcContext, {
  get() {
    throw new Error('disk on fire at /secret/place');
  },
});

test('-32603: an error of ours is told without its text or its stack, and reported', async () => {
  const outcomes: unknown[] = [];
  const reported: unknown[] = [];
  const dispatch = {
    context: broken,
    onAnswered: (...outcome: unknown[]) => outcomes.push(outcome),
    onInternalError: (error: unknown) => reported.push(error),
  };
  const request = { jsonrpc: '2.0', id: 1, method: 'training.get_status', params: { job_id: 'a' } };
  expect(await dispatchRpc(dispatch, JSON.stringify(request))).toEqual({
    jsonrpc: '2.0',
    id: 1,
    error: { code: -32603, message: 'Internal error.' },
  });
  expect(outcomes).toEqual([['training.get_status', -32603]]);
  expect(reported).toEqual([new Error('disk on fire at /secret/place')]);
});
