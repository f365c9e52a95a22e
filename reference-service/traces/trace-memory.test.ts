import { expect, test } from 'vitest';
import { TraceMemory } from '../http/traces';
import { createManualClock } from '../testing/manual-clock';

const idOf = (index: number) => (index + 1).toString(16).padStart(32, '0');

test('the newest 10,000 traces are kept', () => {
  const traces = new TraceMemory(createManualClock());
  for (let index = 0; index < 10_002; index++)
    traces.open(`00-${idOf(index)}-00f067aa0ba902b7-01`)?.end('POST /', 200);
  expect([0, 1, 2, 10_001].map((index) => traces.spansOf(idOf(index))?.length)).toEqual([
    ...[undefined, undefined, 1, 1],
  ]);
});

test('of one trace the newest 1,000 spans are kept', () => {
  const traces = new TraceMemory(createManualClock());
  for (let index = 0; index < 1002; index++)
    traces.open(`00-${idOf(0)}-00f067aa0ba902b7-01`)?.end(`POST /${index}`, 200);
  const names = (traces.spansOf(idOf(0)) ?? []).map(({ name }) => name);
  expect([names.length, names[0], names.at(-1)]).toEqual([1000, 'POST /2', 'POST /1001']);
});

test('a span lasts from its request to the end of its answer, a call from when work on it begins', () => {
  const clock = createManualClock();
  const traces = new TraceMemory(clock);
  const trace = traces.open(`00-${idOf(0)}-00f067aa0ba902b7-01`);
  clock.advance(5);
  trace?.working();
  clock.advance(20);
  trace?.called('rpc.ping', 'ok');
  clock.advance(1);
  trace?.end('POST /api/v1/jsonrpc', 200);
  expect(traces.spansOf(idOf(0))?.map(({ name, durationMs }) => [name, durationMs])).toEqual([
    ['POST /api/v1/jsonrpc', 26],
    ['rpc.ping', 20],
  ]);
});
