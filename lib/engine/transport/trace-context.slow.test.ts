import { expect, it } from 'vitest';
import { parsePlan } from '@/lib/plan/parse-plan';
import type { SecondReport } from '@/lib/stats/windows';
import { startHttpServer } from '@/lib/testing/start-server';
import { startGenerators } from '../start-generators';
import { traceparentOf } from './trace-context';

const PREFIX = '4bf92f3577b34da6';

async function seenAndKept(tracePrefix?: string) {
  const seen: (string | undefined)[] = [];
  const server = await startHttpServer((request, response) => {
    seen.push(request.headers.traceparent as string | undefined);
    request.resume();
    // Some answers come out of turn.
    const answer = () => response.end('{"jsonrpc":"2.0","id":1,"result":{"pong":true}}');
    setTimeout(answer, seen.length % 3);
  });
  const reports: SecondReport[] = [];
  await startGenerators({
    plan: parsePlan({
      name: 'Traced',
      generators: 2,
      load: {
        model: 'open',
        arrivals: 'constant',
        stages: [{ durationMs: 1500, ratePerSecond: 400 }],
      },
      requests: [
        { name: 'ping', weight: 1, rpc: { method: 'rpc.ping' } },
        { name: 'get', weight: 1, http: { method: 'GET', path: '/', headers: { 'x-a': '1' } } },
      ],
      timeoutMs: 5000,
    }),
    target: { url: server.url },
    seed: 1,
    tracePrefix,
    onSecond: (report) => reports.push(report),
  }).done;
  const kept = reports.flatMap(({ samples }) =>
    Array.from({ length: samples.count }, (_, at) => samples.trace?.[at]),
  );
  return { seen, kept };
}

it('two generators: the service sees the trace of every sample, each once', async () => {
  const { seen, kept } = await seenAndKept(PREFIX);
  expect(kept.length).toBeGreaterThan(500);
  expect(new Set(kept).size).toBe(kept.length);
  expect(kept.map((trace) => traceparentOf(PREFIX, trace ?? 0)).sort()).toEqual(seen.sort());
});

it('without it no header is sent, and nothing kept', async () => {
  const { seen, kept } = await seenAndKept();
  expect(new Set([...seen, ...kept])).toEqual(new Set([undefined]));
});
