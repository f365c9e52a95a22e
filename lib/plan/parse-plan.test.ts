import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PlimsollError } from '@/lib/core/errors';
import { BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import { jsonFault, parsePlan, parsePlanText } from './parse-plan';

function problemsIn(input: unknown) {
  try {
    parsePlan(input);
  } catch (error) {
    if (error instanceof PlimsollError) return error.problems;
    throw error;
  }
  throw new Error('the plan was accepted');
}

it('accepts every built-in scenario as it is', () => {
  for (const { plan } of BUILT_IN_SCENARIOS) expect(parsePlan(plan)).toEqual(plan);
});

it('fills in the time-out that was left out', () => {
  const { timeoutMs: _left, ...plan } = BUILT_IN_SCENARIOS[0]?.plan ?? { timeoutMs: 0 };
  expect(parsePlan(plan).timeoutMs).toBe(30_000);
});

it('lists every problem at once, each with its place', () => {
  const plan = {
    name: ' ',
    speed: 3,
    load: {
      model: 'closed',
      stages: [{ users: -1, spawnPerSecond: 'fast', durationMs: 10_000.5 }],
      waitMs: { min: 500, max: 100 },
    },
    users: [{ behaviour: 'juggling', weight: 0 }],
    timeoutMs: 0,
  };
  expect(problemsIn(plan)).toEqual([
    { path: 'name', message: 'is required.' },
    { path: 'load.stages[0].users', message: 'must be at least 0.' },
    { path: 'load.stages[0].spawnPerSecond', message: 'must be a number of users per second.' },
    { path: 'load.stages[0].durationMs', message: 'must be a whole number of milliseconds.' },
    { path: 'load.waitMs.max', message: 'must be at least as long as "min".' },
    {
      path: 'users[0].behaviour',
      message: 'must be one of "training-api", "burst", "start", "job-cycle", "cancel-cycle".',
    },
    { path: 'users[0].weight', message: 'must be at least 0.001.' },
    { path: 'timeoutMs', message: 'must be at least 1.' },
    { path: 'speed', message: 'is not a known field. Remove it or check the spelling.' },
  ]);
});

it('says so when the plan is not an object at all', () => {
  expect(problemsIn(null)).toEqual([
    { path: '', message: 'must be an object: {name, load, users}.' },
  ]);
});

it('refuses a plan without any user in it', () => {
  const plan = {
    name: 'Nobody',
    load: { model: 'closed', stages: [{ users: 0, spawnPerSecond: 1, durationMs: 1000 }] },
    users: [{ behaviour: 'burst', weight: 1 }],
  };
  expect(problemsIn(plan)).toEqual([
    { path: 'load.stages', message: 'need at least one stage with users.' },
  ]);
});

it('refuses a plan of more than a day', () => {
  const day = { users: 1, spawnPerSecond: 1, durationMs: 86_400_000 };
  const plan = {
    name: 'Long',
    load: { model: 'closed', stages: [day, day] },
    users: [{ behaviour: 'burst', weight: 1 }],
  };
  expect(problemsIn(plan)).toEqual([
    { path: 'load.stages', message: 'must not exceed 24 hours in total.' },
  ]);
});

const OPEN = {
  name: 'Open',
  load: { model: 'open', arrivals: 'poisson', stages: [{ durationMs: 1000, ratePerSecond: 50 }] },
};

it('fills in what an open plan leaves out: 1,000 in flight, arrivals beyond are dropped', () => {
  expect(parsePlan(OPEN)).toEqual({
    name: 'Open',
    load: { ...OPEN.load, maxInFlight: 1000, overload: 'drop' },
    timeoutMs: 30_000,
  });
});

it('lists the problems of an open load, of the kind of stage that was meant', () => {
  const load = {
    model: 'open',
    arrivals: 'gamma',
    stages: [
      { durationMs: 1000, ratePerSecond: -1 },
      { durationMs: 1000, fromRatePerSecond: 3 },
      { durationMs: 1000, fromRatePerSecond: 3, toRatePerSecond: 200_000 },
      17,
    ],
    maxInFlight: 0,
    overload: 'panic',
  };
  expect(problemsIn({ name: 'Bad', load })).toEqual([
    { path: 'load.stages[0].ratePerSecond', message: 'must be at least 0.' },
    {
      path: 'load.stages[1].toRatePerSecond',
      message: 'must be a number of arrivals per second.',
    },
    { path: 'load.stages[2].toRatePerSecond', message: 'must be at most 100,000.' },
    {
      path: 'load.stages[3]',
      message:
        'must be {durationMs, ratePerSecond} or {durationMs, fromRatePerSecond, toRatePerSecond}.',
    },
    { path: 'load.maxInFlight', message: 'must be at least 1.' },
    { path: 'load.overload', message: 'must be one of "drop", "queue".' },
  ]);
});

it('names the load models and the kinds of arrivals when it is given another', () => {
  expect(problemsIn({ name: 'Bad', load: { model: 'ajar' } })).toEqual([
    {
      path: 'load.model',
      message: 'must be "closed" (virtual users) or "open" (arrival rate).',
    },
  ]);
  expect(problemsIn({ name: 'Bad', load: { model: 'open', arrivals: 'often' } })).toEqual([
    {
      path: 'load.arrivals',
      message: 'must be one of "constant", "poisson", "gamma", "replay".',
    },
  ]);
});

it('wants burstiness with gamma arrivals, and with no others', () => {
  const withLoad = (load: object) => ({ ...OPEN, load: { ...OPEN.load, ...load } });
  expect(problemsIn(withLoad({ arrivals: 'gamma' }))).toEqual([
    {
      path: 'load.burstiness',
      message: 'is required for "gamma" arrivals. 1 is Poisson, 4 is clearly bursty.',
    },
  ]);
  expect(problemsIn(withLoad({ burstiness: 2 }))).toEqual([
    { path: 'load.burstiness', message: 'applies to "gamma" arrivals only.' },
  ]);
});

it('refuses more than 50 million arrivals, a stage of no rate, and a day of them', () => {
  const stagesOf = (...stages: object[]) => ({ ...OPEN, load: { ...OPEN.load, stages } });
  const day = 86_400_000;
  expect(problemsIn(stagesOf({ durationMs: 600_000, ratePerSecond: 90_000 }))).toEqual([
    { path: 'load.stages', message: 'must not exceed 50,000,000 arrivals in total.' },
  ]);
  expect(problemsIn(stagesOf({ durationMs: 1000, ratePerSecond: 0 }))).toEqual([
    { path: 'load.stages', message: 'need at least one stage with a rate greater than 0.' },
  ]);
  const slow = { durationMs: day, ratePerSecond: 1 };
  expect(problemsIn(stagesOf(slow, slow))).toEqual([
    { path: 'load.stages', message: 'must not exceed 24 hours in total.' },
  ]);
});

it('says of a replay which instant is wrong, and once', () => {
  const replay = (timestampsMs: unknown) => ({
    name: 'Replay',
    load: { model: 'open', arrivals: 'replay', timestampsMs },
  });
  const path = 'load.timestampsMs';
  expect(problemsIn(replay([0, 5, 'x', 'y']))).toEqual([
    { path, message: 'must contain numbers only; item 3 is not a number.' },
  ]);
  expect(problemsIn(replay([0, 5, 3]))).toEqual([
    { path, message: 'must be in ascending order; item 3 is earlier than the one before it.' },
  ]);
  expect(problemsIn(replay([1_700_000_000_000]))).toEqual([
    {
      path,
      message: 'must not exceed 24 hours, in milliseconds from the start of the run.',
    },
  ]);
  expect(problemsIn(replay([]))).toEqual([{ path, message: 'needs at least one time.' }]);
});

it('lists the problems of requests, templates and unknown values among them', () => {
  const requests = [
    { name: 'list', weight: 1, http: { method: 'get', path: 'https://elsewhere/jobs' } },
    {
      name: 'one',
      weight: 2,
      http: {
        method: 'POST',
        path: '/jobs/{{jobId}}?n={{random.int 9 1}}',
        headers: { Host: 'x', 'X-Trace': '{{random.uid}}' },
        body: { deep: [{ agent: '{{random.pick}}' }] },
      },
    },
    {
      name: 'status',
      weight: 0,
      rpc: { method: 'status', params: { id: '{{id}' } },
      extract: { user: { json: '$.a' }, jobId2: { json: 'a.b' }, x: { regex: 'a+' } },
      expect: { status: 42, json: { '$.a[': 1 } },
    },
    { name: 'both', weight: 1 },
  ];
  const problems = problemsIn({ ...OPEN, requests });
  expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual([
    'requests[0].http.method must be one of "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS".',
    'requests[0].http.path must be a path such as /api/jobs. The target defines the host.',
    'requests[1].http.path has {{random.int 9 1}}: random.int needs the smaller number first.',
    'requests[1].http.headers.X-Trace has {{random.uid}}: "random.uid" is unknown. Available: random.int, random.pick, random.uuid, random.string, counter, user and secret.NAME, and the names that requests extract.',
    'requests[1].http.headers.Host cannot be set. The connection sets it.',
    'requests[1].http.body.deep[0].agent has {{random.pick}}: random.pick needs at least one value, as in {{random.pick a b}}.',
    'requests[2].weight must be at least 0.001.',
    'requests[2].rpc.params.id has {{ without }}. Write \\{{ for two literal braces.',
    'requests[2].extract.user is a reserved name. Choose another one.',
    "requests[2].extract.jobId2.json must be a path such as $.result.jobs[0]['a key'].",
    'requests[2].expect.status must be at least 100.',
    "requests[2].expect.json.$.a[ must be a path such as $.result.jobs[0]['a key'].",
    'requests[3].http must be an object: {method, path, headers?, body?}.',
    'requests[1].http.path uses {{jobId}}, which no request extracts.',
    'requests[2].extract.x.regex needs a group in (…) to extract, or "group": 0 for the whole match.',
  ]);
});

it('refuses a warm-up that is as long as the load', () => {
  expect(parsePlan({ ...OPEN, warmUpMs: 999 }).warmUpMs).toBe(999);
  expect(problemsIn({ ...OPEN, warmUpMs: 1000 })).toEqual([
    {
      path: 'warmUpMs',
      message: 'must be shorter than the load.',
    },
  ]);
});

it('refuses users beside requests', () => {
  const requests = [{ name: 'home', weight: 1, http: { method: 'GET', path: '/' } }];
  expect(problemsIn({ ...OPEN, requests, users: [{ behaviour: 'burst', weight: 1 }] })).toEqual([
    {
      path: 'requests',
      message: 'cannot be combined with "users": use one or the other.',
    },
  ]);
});

it('lists the problems of connection and objectives', () => {
  const plan = {
    ...OPEN,
    generators: 17,
    cleanUp: 'later',
    connection: { http: '3', ca: 'x', proxy: 'socks5://p', keepAlive: 'no' },
    objectives: [
      { metric: 'p97', max: 1 },
      { metric: 'p95' },
      { metric: 'failureRate', max: 5 },
      { metric: 'p50', min: 3, max: 2 },
    ],
  };
  expect(problemsIn(plan).map(({ path, message }) => `${path} ${message}`)).toEqual([
    'generators must be at most 16.',
    'connection.http must be one of "1.1", "2".',
    'connection.keepAlive must be true or false.',
    'connection.ca must be PEM text: -----BEGIN CERTIFICATE----- …',
    'connection.proxy must be a URL such as http://proxy.example:3128.',
    'cleanUp must be one of "stopped", "always", "never".',
    'objectives[0].metric must be one of "p50", "p90", "p95", "p99", "p999", "mean", "max", "failureRate", "locustFailureRate", "requestsPerSecond", "job", "target".',
    'objectives[1].max is required, or "min" or "maxIncrease".',
    'objectives[2].max must be a fraction of 1: 0.01 is 1 %.',
    'objectives[3].max must be at least "min".',
  ]);
});

it('answers anything at all with a plan or a list of problems', () => {
  const near = fc.record(
    {
      name: fc.string(),
      load: fc.oneof(fc.anything(), fc.constant(OPEN.load)),
      users: fc.anything(),
      requests: fc.oneof(
        fc.anything(),
        fc.array(fc.record({ name: fc.string(), http: fc.object(), extract: fc.object() })),
      ),
      connection: fc.anything(),
      objectives: fc.array(fc.anything()),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.anything(), near), (input) => {
      try {
        parsePlan(input);
      } catch (error) {
        if (!(error instanceof PlimsollError)) throw error;
        expect(error.problems.length).toBeGreaterThan(0);
      }
    }),
  );
});

it.each([
  ['{\n  "name": "a",\n}', 3, 1, 'has an extra comma before }.'],
  ['{"a": 1 "b": 2}', 1, 9, 'has "\\"" where a comma was expected.'],
  ['[1, 2', 1, 6, 'ends before a comma or ].'],
  ['{"a" 1}', 1, 6, 'has "1" where a colon was expected.'],
  ['{\n\tname: 1}', 2, 2, 'has a name without double quotes.'],
  ["{'a': 1}", 1, 2, 'has a single quote. JSON strings need double quotes.'],
  ['{"a": True}', 1, 7, 'has "True" where a value was expected.'],
  ['{"a": 01}', 1, 8, 'has "1" where a comma was expected.'],
  ['{"a": "x\ny"}', 1, 7, 'has an unterminated string or an invalid escape sequence.'],
  ['{"a": 1} // note', 1, 10, 'has a comment. JSON does not allow comments.'],
  ['{} {}', 1, 4, 'has "{" where the end was expected.'],
  ['', 1, 1, 'ends before a value.'],
])('%j: line %i, column %i %s', (text, line, column, message) => {
  expect(jsonFault(text)).toEqual({ line, column, message });
});

it('finds a fault where JSON.parse does, and nowhere else', () => {
  const json = fc.json({ maxDepth: 4 });
  const damaged = fc
    .tuple(
      json,
      fc.nat(),
      fc.constantFrom('', ',', '}', ']', '"', ':', '\\', '1', 'x', ' ', '\n', '-'),
    )
    .map(([text, at, piece]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + piece + text.slice(place + (at % 3));
    });
  fc.assert(
    fc.property(fc.oneof(json, damaged, fc.string()), (text) => {
      expect(jsonFault(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 2000 },
  );
});

it('is not stopped by a hundred thousand brackets', () => {
  expect(jsonFault('['.repeat(100_000))?.message).toBe('is nested too deeply to be read.');
  const closed = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  expect(() => parsePlanText(`{"name":${closed}}`)).toThrow('The plan is not valid JSON.');
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

it('refuses a proxy whose password cannot be decoded', () => {
  const proxy = (url: string) => problemsIn({ ...OPEN, connection: { proxy: url } });
  parsePlan({ ...OPEN, connection: { proxy: 'http://user:100%25@proxy.example:3128' } });
  expect(proxy('http://user:100%@proxy.example:3128')).toEqual([
    {
      path: 'connection.proxy',
      message: 'must be a URL such as http://proxy.example:3128.',
    },
  ]);
});
