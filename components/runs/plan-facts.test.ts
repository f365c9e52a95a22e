import { expect, it } from 'vitest';
import { parsePlan } from '@/lib/plan/parse-plan';
import { planFacts, requestsSummary } from './plan-facts';

const requests = [{ name: 'home', weight: 2, http: { method: 'GET', path: '/' } }];

function factsOf(plan: object): Record<string, string> {
  const facts = planFacts(parsePlan({ name: 'Facts', ...plan }));
  return Object.fromEntries(
    facts.map(({ name, value }) => [name, value.replaceAll('\u202f', ' ')]),
  );
}

it('tells of an open plan how requests arrive, and what is set besides', () => {
  expect(
    factsOf({
      load: {
        model: 'open',
        arrivals: 'gamma',
        burstiness: 4,
        stages: [{ durationMs: 60_000, ratePerSecond: 50 }],
        overload: 'queue',
      },
      warmUpMs: 5000,
      generators: 2,
      cleanUp: 'always',
      connection: { http: '2', keepAlive: false, insecure: true },
      objectives: [
        { metric: 'p95', max: 1500 },
        { metric: 'failureRate', endpoint: 'start', max: 0.01 },
        { metric: 'requestsPerSecond', min: 45 },
      ],
    }),
  ).toEqual({
    Requests: '~3,000 requests',
    Arrivals: 'random, bursty (gamma), burstiness 4',
    'Max in flight': '1,000; excess arrivals are queued',
    'Warm-up': '5 s (excluded from results)',
    Timeout: '30 s',
    Generators: '2 threads',
    Connection: 'HTTP/2, new connection per request, certificates not verified',
    'Clean-up': 'cancel jobs at the end',
    Objectives:
      'Response time p95 at most 1.50 s; Error rate of start at most 1.00 %; Throughput at least 45.0/s',
  });
});

it('tells of a closed plan how long users wait; what is at its default is left out', () => {
  const load = {
    model: 'closed',
    stages: [{ users: 2, spawnPerSecond: 2, durationMs: 10_000 }],
    waitMs: { min: 500, max: 2500 },
  };
  expect(factsOf({ load })).toEqual({
    Requests: 'up to ~13 requests',
    'Wait between tasks': '500 ms to 2.50 s',
    Timeout: '30 s',
  });
});

it('names what is asked: the requests, the behaviours, or the usual one', () => {
  const load = { model: 'closed', stages: [{ users: 2, spawnPerSecond: 2, durationMs: 10_000 }] };
  expect(requestsSummary(parsePlan({ name: 'a', load, requests }))).toBe('home (weight 2)');
  expect(requestsSummary(parsePlan({ name: 'a', load }))).toBe('training-api (weight 1)');
});
