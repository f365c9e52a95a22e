import { expect, test } from 'vitest';
import { createManualClock } from '../testing/manual-clock';
import { startTestService } from '../testing/start-test-service';
import { TraceBuffer } from './traces';

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
    parentSpanId: ABOVE,
    name: 'POST /api/v1/jsonrpc',
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

const idOf = (index: number) => (index + 1).toString(16).padStart(32, '0');

test('the newest 10,000 traces are kept', () => {
  const traces = new TraceBuffer(createManualClock());
  for (let index = 0; index < 10_002; index++)
    traces.begin(`00-${idOf(index)}-00f067aa0ba902b7-01`)?.end('POST /', 200);
  expect([0, 1, 2, 10_001].map((index) => traces.spansOf(idOf(index))?.length)).toEqual([
    undefined,
    undefined,
    1,
    1,
  ]);
});

test('of one trace the newest 1,000 spans are kept', () => {
  const traces = new TraceBuffer(createManualClock());
  for (let index = 0; index < 1002; index++)
    traces.begin(`00-${idOf(0)}-00f067aa0ba902b7-01`)?.end(`POST /${index}`, 200);
  const names = (traces.spansOf(idOf(0)) ?? []).map(({ name }) => name);
  expect([names.length, names[0], names.at(-1)]).toEqual([1000, 'POST /2', 'POST /1001']);
});

test('a span lasts from its request to the end of its answer, a call from when work on it begins', () => {
  const clock = createManualClock();
  const traces = new TraceBuffer(clock);
  const trace = traces.begin(`00-${idOf(0)}-00f067aa0ba902b7-01`);
  clock.advance(5);
  trace?.bodyReceived();
  clock.advance(20);
  trace?.callAnswered('rpc.ping', 'ok');
  clock.advance(1);
  trace?.end('POST /api/v1/jsonrpc', 200);
  expect(traces.spansOf(idOf(0))?.map(({ name, durationMs }) => [name, durationMs])).toEqual([
    ['POST /api/v1/jsonrpc', 26],
    ['rpc.ping', 20],
  ]);
});
