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
    Requests: 'about 3,000 requests',
    Arrivals: 'at random, in clumps (gamma), burstiness 4',
    'In flight at most': '1,000; arrivals beyond are queued',
    'Warm-up': '5 s, sent and not counted',
    'Time-out': '30 s',
    Generators: '2 threads',
    Connection: 'HTTP/2, a new connection for every request, certificates not checked',
    'Clean-up': 'jobs are cancelled at the end',
    Objectives:
      'Response time p95 at most 1.50 s; Failed requests of start at most 1.00 %; Throughput at least 45.0/s',
  });
});

it('tells of a closed plan how long users wait; what is at its default is left out', () => {
  const load = {
    model: 'closed',
    stages: [{ users: 2, spawnPerSecond: 2, durationMs: 10_000 }],
    waitMs: { min: 500, max: 2500 },
  };
  expect(factsOf({ load })).toEqual({
    Requests: 'at most about 13 requests',
    'Wait between tasks': '500 ms to 2.50 s',
    'Time-out': '30 s',
  });
});

it('names what is asked: the requests, the behaviours, or the usual one', () => {
  const load = { model: 'closed', stages: [{ users: 2, spawnPerSecond: 2, durationMs: 10_000 }] };
  expect(requestsSummary(parsePlan({ name: 'a', load, requests }))).toBe('home (weight 2)');
  expect(requestsSummary(parsePlan({ name: 'a', load }))).toBe('training-api (weight 1)');
});
