import fc from 'fast-check';
import { expect, test } from 'vitest';
import { post } from '../testing/service-client';
import { startTestService } from '../testing/start-test-service';
import { methods } from './methods';

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
