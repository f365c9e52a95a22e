import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  credentialsIn,
  credentialsInNames,
  credentialsInUrl,
  placeholder,
  replaced,
  withoutCredentials,
} from './credentials';
import type { LoadPlan } from './load-plan';
import { parsePlan } from './parse-plan';
import { secretsOfPlan } from './secrets';

function planWith(requests: object[], connection?: object): LoadPlan {
  return parsePlan({
    name: 'Shop',
    load: { model: 'closed', stages: [{ users: 1, spawnPerSecond: 1, durationMs: 1000 }] },
    requests: requests.map((request) => ({ name: 'Log in', weight: 1, ...request })),
    connection,
  });
}

it('finds them in headers, paths, bodies, parameters and the proxy', () => {
  const plan = planWith(
    [
      {
        http: {
          method: 'POST',
          path: '/login?api_key=k-1234&page=2',
          headers: { Authorization: 'Bearer t-5678', Accept: 'x/y', Cookie: 'sid=c-9012' },
          body: { user: 'ada', password: 'p-3456', more: [{ clientSecret: 's-7890' }], pin: 1234 },
        },
      },
      { http: { method: 'POST', path: '/form', body: 'user=ada&password=f-1111' } },
      { http: { method: 'POST', path: '/json', body: '{"a":1,"token": "j-2222"}' } },
      { rpc: { method: 'start', params: { accessToken: 'r-3333', note: 'AKIAIOSFODNN7EXAMPLE' } } },
    ],
    { proxy: 'http://ada:x-4444@127.0.0.1:3128' },
  );
  const found = credentialsIn(plan);
  expect(found.map(({ where, name, value }) => [where, name, value])).toEqual([
    ['the parameter api_key of “Log in”', 'log-in-api-key', 'k-1234'],
    ['the header Authorization of “Log in”', 'log-in-authorization', 't-5678'],
    ['the header Cookie of “Log in”', 'log-in-cookie', 'sid=c-9012'],
    ['the field password of “Log in”', 'log-in-password', 'p-3456'],
    ['the field clientSecret of “Log in”', 'log-in-clientsecret', 's-7890'],
    ['the parameter password of “Log in”', 'log-in-password', 'f-1111'],
    ['the field token of “Log in”', 'log-in-token', 'j-2222'],
    ['the field accessToken of “Log in”', 'log-in-accesstoken', 'r-3333'],
    ['AWS key in “Log in”', 'log-in-aws-key', 'AKIAIOSFODNN7EXAMPLE'],
    ['the password of the proxy', 'proxy-password', 'x-4444'],
  ]);
  const kept = withoutCredentials(plan, found, ({ value }) => placeholder(`s${value.slice(-4)}`));
  const text = JSON.stringify(kept);
  for (const { value } of found) expect(text).not.toContain(value);
  expect(kept.requests?.[0]).toMatchObject({
    http: {
      path: '/login?api_key={{secret.s1234}}&page=2',
      headers: { Authorization: 'Bearer {{secret.s5678}}', Accept: 'x/y' },
      body: { user: 'ada', password: '{{secret.s3456}}', pin: 1234 },
    },
  });
  expect(kept.connection?.proxy).toBe('http://ada:{{secret.s4444}}@127.0.0.1:3128');
  expect(credentialsIn(kept)).toEqual([]);
  expect([...secretsOfPlan(kept).keys()]).toHaveLength(found.length);
});

it('leaves alone what is a template, a secret already, or too short', () => {
  const plan = planWith([
    { http: { method: 'GET', path: '/', headers: { authorization: 'Bearer {{secret.T}}' } } },
    { http: { method: 'GET', path: '/?token={{token}}' }, extract: { token: { json: '$.t' } } },
    { http: { method: 'POST', path: '/?sig=abc', body: { password: '{{random.string 12}}' } } },
  ]);
  expect(credentialsIn(plan)).toEqual([]);
});

it('finds them in an address’s query', () => {
  const url = 'http://127.0.0.1:9/rpc?tenant=a&key=k-1234';
  const found = credentialsInUrl(url, 'Staging');
  expect(found).toMatchObject([{ name: 'staging-key', value: 'k-1234' }]);
  expect(replaced(url, found, ({ name }) => placeholder(name))).toBe(
    'http://127.0.0.1:9/rpc?tenant=a&key={{secret.staging-key}}',
  );
});

it('names do not hide them', () => {
  const plan = planWith([
    { name: 'GET /?t=ghp_abcdefghijklmnopqrstuvwxyz0123456789', rpc: { method: 'a' } },
  ]);
  expect(credentialsInNames(plan)).toEqual([['requests', 0, 'name']]);
  expect(credentialsInNames(planWith([{ rpc: { method: 'a' } }]))).toEqual([]);
});

it('what takes a credential’s place stands for the very same text', () => {
  const value = fc.string({ minLength: 1, maxLength: 30 });
  const property = fc.property(fc.dictionary(fc.string(), value), value, (fields, token) => {
    const request = { http: { method: 'POST', path: '/', body: { ...fields, token } } };
    let plan: LoadPlan;
    try {
      plan = planWith([request]);
    } catch {
      return;
    }
    const found = credentialsIn(plan);
    const kept = withoutCredentials(plan, found, ({ name }) => placeholder(name));
    const values = new Map(found.map(({ name, written }) => [placeholder(name), written]));
    // Names of one text may be the same where its values are not: then it cannot be told back.
    if (values.size < found.length) return;
    let text = JSON.stringify(kept);
    for (const [place, written] of values)
      text = text.replaceAll(place, () => JSON.stringify(written).slice(1, -1));
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(plan)));
  });
  fc.assert(property);
});
