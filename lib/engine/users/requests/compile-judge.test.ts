import { describe, expect, it } from 'vitest';
import { parsePlan } from '@/lib/plan/parse-plan';
import { compileJudge, readsBody } from './compile-judge';
import type { HttpReply } from './prepared-request';

function specOf(request: object) {
  const plan = parsePlan({
    name: 'Own',
    load: { model: 'closed', stages: [{ users: 1, spawnPerSecond: 1, durationMs: 1000 }] },
    requests: [{ name: 'r', weight: 1, ...request }],
  });
  const [spec] = plan.requests ?? [];
  if (spec === undefined) throw new Error('no request');
  return spec;
}

function judgeOf(request: object) {
  const spec = specOf(request);
  const judge = compileJudge(spec, new Map());
  return (over: Partial<HttpReply>) => judge({ status: 200, headers: {}, body: '', ...over }, []);
}

const OK = { outcome: 'ok', code: '', message: '' };
const http = { method: 'GET', path: '/' };
const rpc = { method: 'm' };

describe('an HTTP answer', () => {
  it('is good with 2xx and 3xx, whatever its body', () => {
    const judge = judgeOf({ http });
    for (const status of [200, 204, 301, 399]) expect(judge({ status })).toEqual(OK);
    expect(judge({ status: 404 })).toEqual({
      outcome: 'httpError',
      code: '404',
      message: 'HTTP 404',
    });
  });

  it('is good with the status expected and no other', () => {
    const judge = judgeOf({ http, expect: { status: [404, 410] } });
    expect(judge({ status: 410 })).toEqual(OK);
    expect(judge({ status: 200 })).toEqual({
      outcome: 'httpError',
      code: '200',
      message: 'HTTP 200, expected 404 or 410',
    });
  });

  it('must contain what is expected, and have it at its paths', () => {
    const judge = judgeOf({
      http,
      expect: { contains: 'ready', json: { '$.a[0]': { x: 1, y: [2] }, '$.b': null } },
    });
    const unexpected = (message: string) => ({ outcome: 'httpError', code: 'UNEXPECTED', message });
    expect(judge({ body: '{"s":"ready","a":[{"y":[2],"x":1}],"b":null}' })).toEqual(OK);
    expect(judge({ body: '{}' })).toEqual(unexpected('The body does not contain ready.'));
    expect(judge({ body: 'ready, but no JSON' })).toEqual(
      unexpected('The body has no value at $.a[0].'),
    );
    expect(judge({ body: '{"s":"ready","a":[{"x":2}],"b":null}' })).toEqual(
      unexpected('The body does not have {"x":1,"y":[2]} at $.a[0].'),
    );
  });
});

describe('a JSON-RPC answer', () => {
  it('needs a result and no error', () => {
    const judge = judgeOf({ rpc });
    expect(judge({ body: '{"result":0}' })).toEqual(OK);
    expect(judge({ body: '{"error":{"code":-32601,"message":"Unknown"}}' })).toEqual({
      outcome: 'rpcError',
      code: '-32601',
      message: 'Unknown',
    });
    expect(judge({ body: '[]' })).toMatchObject({ outcome: 'rpcError', code: 'NOT_RPC' });
    expect(judge({ status: 204, body: '' })).toMatchObject({ outcome: 'httpError', code: '204' });
  });

  it('is told as the service’s error when that is why it is not what was expected', () => {
    const judge = judgeOf({ rpc, expect: { json: { '$.result.status': 'done' } } });
    expect(judge({ body: '{"result":{"status":"done"}}' })).toEqual(OK);
    expect(judge({ body: '{"result":{"status":"lost"}}' })).toEqual({
      outcome: 'rpcError',
      code: 'UNEXPECTED',
      message: 'The body does not have "done" at $.result.status.',
    });
    expect(judge({ body: '{"error":{"code":5,"message":"busy"}}' })).toMatchObject({ code: '5' });
  });

  it('may be an error where one is expected', () => {
    const judge = judgeOf({ rpc, expect: { json: { '$.error.code': -32001 } } });
    expect(judge({ body: '{"error":{"code":-32001,"message":"Job not found"}}' })).toEqual(OK);
    expect(judge({ body: '{"result":{}}' })).toMatchObject({ code: 'UNEXPECTED' });
    expect(judge({ body: '{"error":{"code":-1,"message":"other"}}' })).toMatchObject({
      code: '-1',
    });
  });
});

describe('an answer whose body was too large to be kept', () => {
  const unkept = 'the response was larger than 64 MB, so it could not be read';
  const tooLarge = { outcome: 'networkError', code: 'RESPONSE_TOO_LARGE', message: unkept };

  it.each([
    { rpc },
    { http, expect: { contains: 'ready' } },
    { http, expect: { json: { '$.a': 1 } } },
    { http, extract: { id: { json: '$.id' } } },
    { http, extract: { id: { regex: 'id=([0-9]+)' } } },
  ])('is an error where its body decides something: %j', (request) => {
    expect(readsBody(specOf(request))).toBe(true);
    expect(judgeOf(request)({ unkept })).toEqual(tooLarge);
    // A bad status is told first.
    expect(judgeOf(request)({ status: 500, unkept })).toMatchObject({ code: '500' });
  });

  it.each([
    { http },
    { http, expect: { status: 200 } },
    { http, extract: { at: { header: 'location' } } },
  ])('is as good as any other where nobody reads it: %j', (request) => {
    expect(readsBody(specOf(request))).toBe(false);
    expect(judgeOf(request)({})).toEqual(OK);
  });
});
