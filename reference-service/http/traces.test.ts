import { expect, test } from 'vitest';
import { startTestService } from '../testing/start-test-service';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const ABOVE = '00f067aa0ba902b7';

interface Span {
  spanId: string;
  parentSpanId: string;
  name: string;
  durationMs: number;
  attributes: Record<string, unknown>;
}

async function call(url: string, traceparent: string | undefined, body: unknown) {
  const headers = { 'content-type': 'application/json', ...(traceparent && { traceparent }) };
  const init = { method: 'POST', headers, body: JSON.stringify(body) };
  await (await fetch(`${url}/api/v1/jsonrpc`, init)).text();
}

const traceOf = (url: string, id: string) => fetch(`${url}/api/v1/traces/${id}`);

async function spansOf(url: string, id: string): Promise<Span[]> {
  // A span is kept when its answer has been written, which the client may see a moment before.
  await expect.poll(async () => (await traceOf(url, id)).status).toBe(200);
  return ((await (await traceOf(url, id)).json()) as { spans: Span[] }).spans;
}

test('a request with a traceparent leaves a span, and one below it for each of its calls', async () => {
  const { url } = await startTestService();
  await call(url, `00-${TRACE}-${ABOVE}-01`, [
    { jsonrpc: '2.0', id: 1, method: 'rpc.ping' },
    { jsonrpc: '2.0', id: 2, method: 'training.get_status', params: { job_id: 'none' } },
  ]);
  const [request, ...calls] = await spansOf(url, TRACE);
  expect(request).toMatchObject({
    ...{ parentSpanId: ABOVE, name: 'POST /api/v1/jsonrpc' },
    attributes: { 'http.response.status_code': 200 },
  });
  expect(calls.map(({ name, attributes }) => [name, attributes['rpc.outcome']]).sort()).toEqual([
    ['rpc.ping', 'ok'],
    ['training.get_status', expect.any(Number)],
  ]);
  for (const { parentSpanId, durationMs } of calls) {
    expect(parentSpanId).toBe(request?.spanId);
    expect(durationMs).toBeLessThanOrEqual(request?.durationMs ?? 0);
  }
});

test('one that is refused before it is read has its span too', async () => {
  const { url } = await startTestService({ token: 'secret' });
  await call(url, `00-${TRACE}-${ABOVE}-01`, { jsonrpc: '2.0', id: 1, method: 'rpc.ping' });
  expect(await spansOf(url, TRACE)).toMatchObject([
    { attributes: { 'http.response.status_code': 401 } },
  ]);
});

test.each([
  undefined,
  'nonsense',
  `00-${'0'.repeat(32)}-${ABOVE}-01`,
  `00-${TRACE}-${'0'.repeat(16)}-01`,
  `ff-${TRACE}-${ABOVE}-01`,
])('without a readable one nothing is kept: %s', async (traceparent) => {
  const { url } = await startTestService();
  await call(url, traceparent, { jsonrpc: '2.0', id: 1, method: 'rpc.ping' });
  for (const id of [TRACE, '0'.repeat(32)]) expect((await traceOf(url, id)).status).toBe(404);
});
