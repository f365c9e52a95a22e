import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_TRACE, TraceContext, traceIdOf, traceparentOf } from './trace-context';

const PREFIX = 'a1b2c3d400000000';
const CALL = { endpoint: 'rpc.ping', body: '{}' };
const REQUEST = {
  endpoint: 'list',
  method: 'GET',
  path: '/jobs',
  body: undefined,
  judge: () => ({ outcome: 'ok' as const, code: '', message: '' }),
};

const contextOf = (index = 0, of = 1) => new TraceContext(PREFIX, { index, of });

it('is the run’s half, then the request’s: MurmurHash3 of the empty text with the number as its seed', () => {
  // Published test vectors of MurmurHash3_x86_32: seeds 1 and 0xffffffff.
  expect(traceIdOf(PREFIX, 1).slice(0, 24)).toBe(`${PREFIX}514e28b7`);
  expect(traceIdOf(PREFIX, 0xffffffff).slice(0, 24)).toBe(`${PREFIX}81f16f39`);
});

it('says so in a header that W3C Trace Context allows, sampled', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      fc.integer({ min: 1, max: 0xffffffff }),
      (run, trace) => {
        const prefix = run.toString(16).padStart(16, '0');
        expect(traceparentOf(prefix, trace)).toMatch(
          /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-01$/,
        );
        expect(traceparentOf(prefix, trace).slice(3, 35)).toBe(traceIdOf(prefix, trace));
      },
    ),
  );
});

it('gives each request a trace of its own, whichever generator sends it', () => {
  const generators = [0, 1, 2].map((index) => contextOf(index, 3));
  const traces = Array.from({ length: 20_000 }, () =>
    generators.map((generator) => generator.stamp(CALL).trace),
  ).flat();
  expect(new Set(traces).size).toBe(60_000);
  expect(new Set(traces.map((trace) => traceIdOf(PREFIX, trace))).size).toBe(60_000);
});

it('goes with the request as it is, and changes nothing of it', () => {
  const headers = { accept: '*/*' };
  const context = contextOf();
  expect(context.stamp({ ...REQUEST, headers }).request).toEqual({
    method: 'GET',
    path: '/jobs',
    headers,
    body: undefined,
    traceparent: traceparentOf(PREFIX, 1),
  });
  expect(context.stamp(CALL).request).toEqual({
    body: '{}',
    traceparent: traceparentOf(PREFIX, 2),
  });
  expect([headers, Object.keys(CALL)]).toEqual([{ accept: '*/*' }, ['endpoint', 'body']]);
});

it('leaves a request alone that has such a header already', () => {
  const own = { ...REQUEST, headers: { traceparent: 'mine' } };
  expect(contextOf().stamp(own)).toEqual({ request: own, trace: NO_TRACE });
});
