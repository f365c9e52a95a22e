import fc from 'fast-check';
import { expect, test } from 'vitest';
import { post } from '../testing/service-client';
import { startTestService } from '../testing/start-test-service';
import type { RpcContext } from './define-method';
import { dispatchRpc } from './dispatch';
import { methods } from './methods';

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

const name = fc.constantFrom(...methods.keys(), 'constructor', '__proto__', '');
const field = fc.constantFrom('job_id', 'agent_id', 'config', 'filters', 'limit', 'training_data');
const params = fc.oneof(fc.jsonValue(), fc.dictionary(field, fc.jsonValue()));
const request = fc.record(
  { jsonrpc: fc.constant('2.0'), method: name, params, id: fc.jsonValue() },
  { requiredKeys: ['jsonrpc', 'method'] },
);
const body = fc.oneof(
  fc.string(),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  request.map((value) => JSON.stringify(value)),
  fc.array(request, { maxLength: 5 }).map((value) => JSON.stringify(value)),
);

test('whatever is posted is answered 200 or 204, without an internal error or a stack trace', async () => {
  const { url } = await startTestService();
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      const response = await post(url, text);
      const answer = await response.text();
      expect(response.status).toBeOneOf([200, 204]);
      expect(answer).not.toContain('-32603');
      expect(answer).not.toMatch(/\bat .+\.(ts|js|mjs):\d+:\d+/);
      expect(answer).not.toContain('node_modules');
    }),
    { numRuns: 300 },
  );
});
