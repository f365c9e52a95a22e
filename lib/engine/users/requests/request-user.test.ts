import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlan } from '@/lib/plan/parse-plan';
import type { RequestSpec } from '@/lib/plan/request';
import { createRandom } from '@/lib/stats/random';
import type { HttpReply, PreparedRequest, RequestUser } from './prepared-request';
import { createRequestUser } from './request-user';

const TARGET = { url: 'http://127.0.0.1:8001/api/v1/jsonrpc' };

/** The requests as a plan has them; what the plan's own checks refuse never comes here. */
function planned(...requests: object[]): readonly RequestSpec[] {
  const plan = parsePlan({
    name: 'Own',
    load: { model: 'closed', stages: [{ users: 1, spawnPerSecond: 1, durationMs: 1000 }] },
    requests: requests.map((request, index) => ({ name: `r${index}`, weight: 1, ...request })),
  });
  return plan.requests ?? [];
}

function userOf(requests: readonly RequestSpec[], number = 1, seed = 7): RequestUser {
  return createRequestUser(requests, TARGET, createRandom(seed, number), number);
}

function asked(user: RequestUser): PreparedRequest {
  const next = user.next();
  if ('skip' in next) throw new Error(`${next.skip} was skipped`);
  return next;
}

function reply(over: Partial<HttpReply> = {}): HttpReply {
  return { status: 200, headers: {}, body: '{}', ...over };
}

describe('what is sent', () => {
  it('an HTTP request goes to its path on the target’s origin, with JSON and headers', () => {
    const http = {
      method: 'POST',
      path: 'jobs?a=1 2',
      headers: { 'X-Team': 'blue' },
      body: { agent: 'a', n: [1, null] },
    };
    expect(asked(userOf(planned({ http })))).toMatchObject({
      endpoint: 'r0',
      method: 'POST',
      path: '/jobs?a=1%202',
      headers: {
        accept: '*/*',
        'content-type': 'application/json',
        'user-agent': 'plimsoll',
        'x-team': 'blue',
      },
      body: '{"agent":"a","n":[1,null]}',
    });
  });

  it('a text is sent as it is, under the headers it was given and no others', () => {
    const headers = { Accept: 'text/csv', 'Content-Type': 'text/plain', 'User-Agent': 'me' };
    const sent = asked(
      userOf(planned({ http: { method: 'PUT', path: '/x', headers, body: 'a "b"' } })),
    );
    expect([sent.body, sent.headers]).toEqual([
      'a "b"',
      { accept: 'text/csv', 'content-type': 'text/plain', 'user-agent': 'me' },
    ]);
  });

  it('a JSON-RPC call goes to the target’s own URL, numbered for each user', () => {
    const user = userOf(planned({ rpc: { method: 'status', params: { id: 'x' } } }));
    const [first, second] = [asked(user), asked(user)];
    expect([first.method, first.path, first.body, second.body]).toEqual([
      'POST',
      '/api/v1/jsonrpc',
      '{"jsonrpc":"2.0","id":1,"method":"status","params":{"id":"x"}}',
      '{"jsonrpc":"2.0","id":2,"method":"status","params":{"id":"x"}}',
    ]);
  });

  it('the target’s token is the authorization, unless the request has its own', () => {
    const target = { ...TARGET, token: 't0p' };
    const own = { method: 'GET', path: '/', headers: { Authorization: 'Basic eA==' } };
    const [rpc, http] = [planned({ rpc: { method: 'a' } }), planned({ http: own })].map((list) =>
      asked(createRequestUser(list, target, createRandom(1))),
    );
    expect(rpc?.headers.authorization).toBe('Bearer t0p');
    expect(http?.headers.authorization).toBe('Basic eA==');
  });

  it('a text that is one template becomes its typed value; within a text it is text', () => {
    const body = {
      user: '{{user}}',
      count: '{{counter}}',
      size: '{{random.pick 8}}',
      word: '{{random.pick "8"}}',
      label: 'u{{user}}-{{counter}} {{random.pick null}}',
      fixed: '{{random.int 3 3}}',
      '{{key}}': true,
    };
    const sent = asked(userOf(planned({ http: { method: 'POST', path: '/', body } }), 42));
    expect(JSON.parse(sent.body ?? '')).toEqual({
      user: 42,
      count: 1,
      size: 8,
      word: '8',
      label: 'u42-1 null',
      fixed: 3,
      '{{key}}': true,
    });
  });

  it('random data has its shape, and is the same for the same seed and user', () => {
    const list = planned({
      http: {
        method: 'GET',
        path: '/{{random.uuid}}/{{random.string 12}}/{{random.int -5 5}}/{{random.pick a b}}',
      },
    });
    const paths = (number: number, seed: number) => {
      const user = userOf(list, number, seed);
      return Array.from({ length: 200 }, () => asked(user).path);
    };
    for (const path of paths(1, 7))
      expect(path).toMatch(
        /^\/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\/[A-Za-z0-9]{12}\/-?[0-5]\/[ab]$/,
      );
    expect(paths(1, 7)).toEqual(paths(1, 7));
    expect(paths(1, 7)[0]).not.toBe(paths(2, 7)[0]);
    expect(paths(1, 7)[0]).not.toBe(paths(1, 8)[0]);
    expect(new Set(paths(1, 7)).size).toBe(200);
  });

  it('chooses by weight: 3 to 1 is about 7,500 of 10,000', () => {
    const list = planned({ weight: 3, rpc: { method: 'a' } }, { rpc: { method: 'b' } });
    const user = userOf(list);
    const chosen = Array.from({ length: 10_000 }, () => asked(user).endpoint);
    const share = chosen.filter((name) => name === 'r0').length;
    expect(share).toBeGreaterThan(7300);
    expect(share).toBeLessThan(7700);
  });

  it('whatever the values are, body is JSON, path and headers are legal', () => {
    const list = planned(
      { name: 'make', http: { method: 'GET', path: '/' }, extract: { v: { json: '$.v' } } },
      {
        name: 'use',
        http: {
          method: 'POST',
          path: '/a/{{v}}?q={{v}}',
          headers: { 'x-v': '{{v}}' },
          body: { whole: '{{v}}', part: 'is "{{v}}"' },
        },
      },
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (v) => {
        const user = userOf(list);
        let use: PreparedRequest | undefined;
        while (use === undefined) {
          const next = user.next();
          if ('skip' in next) continue;
          if (next.endpoint === 'use') use = next;
          else next.judge(reply({ body: JSON.stringify({ v }) }));
        }
        expect(JSON.parse(use.body ?? '')).toEqual({ whole: v, part: `is "${v}"` });
        expect(use.path).toMatch(/^\/[\x21-\x7e]*$/);
        expect(use.headers['x-v']).toMatch(/^[\t\x20-\x7e\x80-\xff]*$/);
      }),
    );
  });
});

describe('what is learnt', () => {
  const list = planned(
    {
      name: 'start',
      rpc: { method: 'start' },
      extract: {
        jobId: { json: '$.result.job_id' },
        place: { header: 'Location' },
        etag: { regex: '"etag":"([^"]*)"' },
      },
    },
    { name: 'status', http: { method: 'GET', path: '/jobs/{{jobId}}' } },
    { name: 'follow', http: { method: 'GET', path: '{{place}}' } },
    { name: 'change', http: { method: 'PUT', path: '/', headers: { 'If-Match': '{{etag}}' } } },
  );

  function nextOf(user: RequestUser, name: string): PreparedRequest | undefined {
    for (let tries = 0; tries < 1000; tries++) {
      const next = user.next();
      if ('skip' in next ? next.skip === name : next.endpoint === name)
        return 'skip' in next ? undefined : next;
    }
    throw new Error(`${name} was never chosen`);
  }

  it('a request is skipped until what it needs has been extracted', () => {
    const user = userOf(list);
    expect(nextOf(user, 'status')).toBeUndefined();
    nextOf(user, 'start')?.judge(
      reply({
        headers: { location: 'http://127.0.0.1:8001/jobs/9?full=1' },
        body: '{"result":{"job_id":"j 1","etag":"e\u00e9"}}',
      }),
    );
    expect(nextOf(user, 'status')?.path).toBe('/jobs/j%201');
    expect(nextOf(user, 'follow')?.path).toBe('/jobs/9?full=1');
    expect(nextOf(user, 'change')?.headers['if-match']).toBe('e\u00e9');
  });

  it('nothing is learnt from a failure, and a later answer without a value keeps the earlier', () => {
    const user = userOf(list);
    const start = nextOf(user, 'start');
    start?.judge(reply({ status: 500, body: '{"result":{"job_id":"lost"}}' }));
    start?.judge(reply({ body: '{"error":{"code":-1,"message":"no"},"result":{"job_id":"no"}}' }));
    expect(nextOf(user, 'status')).toBeUndefined();
    start?.judge(reply({ body: '{"result":{"job_id":"kept"}}' }));
    start?.judge(reply({ body: '{"result":{}}' }));
    expect(nextOf(user, 'status')?.path).toBe('/jobs/kept');
  });

  it('each user learns for itself', () => {
    const [one, other] = [userOf(list, 1), userOf(list, 2)];
    nextOf(one, 'start')?.judge(reply({ body: '{"result":{"job_id":"mine"}}' }));
    expect(nextOf(one, 'status')?.path).toBe('/jobs/mine');
    expect(nextOf(other, 'status')).toBeUndefined();
  });

  it('what is chosen does not depend on what has been learnt', () => {
    const names = (learning: boolean) => {
      const user = userOf(list);
      return Array.from({ length: 500 }, () => {
        const next = user.next();
        if ('skip' in next) return next.skip;
        if (learning) next.judge(reply({ body: '{"result":{"job_id":"j","etag":"e"}}' }));
        return next.endpoint;
      });
    };
    expect(names(true)).toEqual(names(false));
  });

  it('a pattern looks at the first 64 K characters and no further', () => {
    const body = (before: number) => `${' '.repeat(before)}"etag":"x"`;
    const far = userOf(list);
    nextOf(far, 'start')?.judge(reply({ body: body(65_536) }));
    expect(nextOf(far, 'change')).toBeUndefined();
  });
});
