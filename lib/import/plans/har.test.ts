import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PlimsollError } from '@/lib/core/errors';
import { parsePlan } from '@/lib/plan/parse-plan';
import { planFromHar } from './har';

function entry(request: object, response: object = { status: 200 }, more: object = {}) {
  return { request: { method: 'GET', headers: [], ...request }, response, ...more };
}

function har(...entries: unknown[]) {
  return { log: { version: '1.2', entries } };
}

const API = 'https://shop.example/api';

it('the same requests are one, with their number as weight', () => {
  const { plan } = planFromHar(
    har(
      entry({ url: `${API}/orders?page=1` }),
      entry({ url: `${API}/orders?page=2` }),
      entry({ url: `${API}/orders?page=1` }),
      entry({
        method: 'POST',
        url: `${API}/orders`,
        headers: [{ name: 'Content-Type', value: 'application/json' }],
        postData: { mimeType: 'application/json', text: '{"sku":"{{x}}"}' },
      }),
    ),
  );
  expect(parsePlan(plan).requests).toEqual([
    { name: 'GET /api/orders', weight: 2, http: { method: 'GET', path: '/api/orders?page=1' } },
    { name: 'GET /api/orders', weight: 1, http: { method: 'GET', path: '/api/orders?page=2' } },
    {
      name: 'POST /api/orders',
      weight: 1,
      http: { method: 'POST', path: '/api/orders', body: { sku: '\\{{x}}' } },
    },
  ]);
});

it('leaves out cookies, credentials, static files and what cannot be sent again, and says so', () => {
  const headers = [
    'Cookie',
    'Authorization',
    'User-Agent',
    'Sec-Fetch-Mode',
    ':path',
    'X-Kept',
  ].map((name) => ({ name, value: 'v' }));
  const { plan, notes } = planFromHar(
    har(
      entry({ url: `${API}/me?access_token=t`, headers }),
      entry({ url: 'https://shop.example/app.js' }),
      entry(
        { url: 'https://shop.example/logo' },
        { status: 200, content: { mimeType: 'image/png' } },
      ),
      entry({ url: `${API}/blocked` }, { status: 0 }),
      entry({ url: 'wss://shop.example/live' }),
      entry({ url: 'https://cdn.example/data.json' }),
      entry({
        method: 'POST',
        url: `${API}/photos`,
        postData: { mimeType: 'multipart/form-data; boundary=x', params: [] },
      }),
      { nonsense: true },
    ),
  );
  expect(plan.requests).toEqual([
    {
      name: 'GET /api/me',
      weight: 1,
      http: { method: 'GET', path: '/api/me?access_token=t', headers: { 'x-kept': 'v' } },
    },
  ]);
  expect(notes).toEqual([
    '1 request skipped: could not be parsed.',
    '2 requests skipped: static files.',
    '1 request skipped: no response.',
    '1 request skipped: not an HTTP URL.',
    '1 request skipped: multipart form.',
    'Cookies and credentials were skipped: authorization, cookie. Add a token to the target instead.',
    'Browser headers were skipped: user-agent.',
    'The requests were sent to https://shop.example. In a run they go to its target.',
    'Requests to other hosts were skipped, because a run has one target: https://cdn.example (1).',
    'Paths contain parameters that may be credentials: access_token. They are kept as secrets when the plan is saved or run.',
    'The load is 1 request per second for a minute. Adjust it as needed.',
  ]);
});

it('keeps the 200 most frequent of many requests', () => {
  const many = Array.from({ length: 250 }, (_, index) => entry({ url: `${API}/orders/${index}` }));
  const { plan, notes } = planFromHar(har(...many, entry({ url: `${API}/orders/249` })));
  expect(plan.requests?.length).toBe(200);
  expect(plan.requests?.[0]).toMatchObject({ name: 'GET /api/orders/249', weight: 2 });
  expect(notes).toContain('Skipped the 50 least frequent requests: a plan has at most 200.');
});

it('says so when it is no HAR file, or has nothing in it', () => {
  expect(() => planFromHar({ log: {} })).toThrow('This is not a HAR file.');
  expect(() => planFromHar(har())).toThrow('The HAR file contains no request that a plan can use.');
});

it('gives a valid plan, or says what is wrong, whatever it is given', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('{{', 'content-type', 'application/json', '{"a":[1.0]}'),
  );
  const entries = fc.array(
    fc.record({
      request: fc.record({
        method: fc.constantFrom('GET', 'POST', 'put', 'BREW'),
        url: fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.constant('http://h/a'), text),
        headers: fc.oneof(fc.anything(), fc.array(fc.record({ name: text, value: text }))),
        postData: fc.oneof(fc.anything(), fc.record({ mimeType: text, text })),
      }),
      response: fc.anything(),
    }),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        entries.map((list) => har(...list)),
      ),
      (input) => {
        try {
          parsePlan(planFromHar(input).plan);
        } catch (error) {
          if (!(error instanceof PlimsollError) || error.message === 'The plan is not valid.')
            throw error;
        }
      },
    ),
    { numRuns: 300 },
  );
});
