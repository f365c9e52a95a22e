import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PlimsollError } from '@/lib/core/errors';
import { parsePlan } from '@/lib/plan/parse-plan';
import { planFromCurl } from './curl';

const LOAD_NOTE = 'The load is 1 request per second for a minute. Adjust it as needed.';

function httpOf(text: string) {
  const { plan } = planFromCurl(text);
  parsePlan(plan);
  return plan.requests?.map((request) => ('http' in request ? request.http : undefined));
}

it('reads what a browser copies: quoted headers, JSON, continued lines', () => {
  const { plan, notes } = planFromCurl(`curl 'https://shop.example/api/orders?page=1' \\
  -X 'POST' \\
  -H 'content-type: application/json' \\
  -H 'x-team: blue' \\
  --data-raw $'{"note": "it\\'s {{fine}}",\\n "n": 1}' \\
  --compressed`);
  expect(plan).toEqual({
    name: 'From curl',
    load: {
      model: 'open',
      arrivals: 'constant',
      stages: [{ durationMs: 60_000, ratePerSecond: 1 }],
    },
    requests: [
      {
        name: 'POST /api/orders',
        weight: 1,
        http: {
          method: 'POST',
          path: '/api/orders?page=1',
          headers: { 'x-team': 'blue' },
          body: { note: "it's \\{{fine}}", n: 1 },
        },
      },
    ],
  });
  expect(notes).toEqual([
    '--compressed was skipped: responses are requested uncompressed.',
    'The requests were sent to https://shop.example. In a run they go to its target.',
    LOAD_NOTE,
  ]);
});

it('data makes it a POST of a form; several pieces are joined', () => {
  expect(httpOf('curl -d a=1 -d "b=2 3" --data-urlencode "c=ü&" localhost:8080/x')).toEqual([
    {
      method: 'POST',
      path: '/x',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'a=1&b=2 3&c=%C3%BC%26',
    },
  ]);
});

it('-G puts the data into the query', () => {
  expect(httpOf('curl -G http://h/s?x=1 -d q=a -d r=b')).toEqual([
    { method: 'GET', path: '/s?x=1&q=a&r=b' },
  ]);
});

it('--json sets its types; what JSON would write differently stays a text', () => {
  expect(httpOf(`curl --json '{"id": 12345678901234567890}' http://h/`)).toEqual([
    {
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: '{"id": 12345678901234567890}',
    },
  ]);
  expect(httpOf(`curl --json '{"id":1}' http://h/`)?.[0]).toMatchObject({
    headers: { accept: 'application/json' },
    body: { id: 1 },
  });
});

it('reads letters that stand together, and their values', () => {
  expect(httpOf('curl -sSXDELETE -HX-A:1 -o out.txt -w "%{http_code}" http://h/a')).toEqual([
    { method: 'DELETE', path: '/a', headers: { 'x-a': '1' } },
  ]);
  expect(httpOf('curl -I http://h/a')).toEqual([{ method: 'HEAD', path: '/a' }]);
});

it('credentials are kept, and said to be in the plan', () => {
  const { plan, notes } = planFromCurl('curl -u me:secret http://h/');
  expect(plan.requests).toMatchObject([
    { http: { headers: { authorization: 'Basic bWU6c2VjcmV0' } } },
  ]);
  expect(notes).toContain(
    'The plan contains credentials (authorization). When the plan is saved or run, they are kept as secrets; the file itself has them as they are.',
  );
});

it('connection and time-out become the plan’s', () => {
  expect(
    planFromCurl('curl -k --http2 -x proxy.example:3128 --no-keepalive -m 2.5 https://h/').plan,
  ).toMatchObject({
    timeoutMs: 2500,
    connection: {
      insecure: true,
      http: '2',
      proxy: 'http://proxy.example:3128',
      keepAlive: false,
    },
  });
});

it('several commands are several requests; the same twice has twice the weight', () => {
  const text = `
    # what the page asks
    $ curl http://h/a
    TOKEN=x curl http://h/b --next -X PUT http://h/c; curl http://h/a | jq .
  `;
  const { plan, notes } = planFromCurl(text);
  expect(plan.requests?.map(({ name, weight }) => [name, weight])).toEqual([
    ['GET /a', 2],
    ['GET /b', 1],
    ['PUT /c', 1],
  ]);
  expect(notes).toContain('The command jq was skipped: only curl is supported.');
});

it('names what it leaves out', () => {
  const { plan, notes } = planFromCurl(
    'curl http://h/ok http://h/ok; curl -F a=@b.png http://h/form; curl -d @big.json http://h/file; curl http://other/x; curl "http://h/$ID"; curl ftp://h/',
  );
  expect(plan.requests?.map(({ name }) => name)).toEqual(['GET /ok', 'GET /$ID']);
  expect(notes).toEqual([
    '$ID was not expanded: its value is only known to the shell.',
    'POST /form was skipped: multipart forms are not supported.',
    'POST /file was skipped: its body is in the file big.json, which is not part of the command.',
    'ftp://h/ was skipped: it is not an HTTP URL.',
    'The requests were sent to http://h. In a run they go to its target.',
    'Requests to other hosts were skipped, because a run has one target: http://other (1).',
    LOAD_NOTE,
  ]);
});

it('says what is wrong when there is nothing to take', () => {
  expect(() => planFromCurl("curl 'http://h")).toThrow('The command has an unterminated quote.');
  expect(() => planFromCurl('wget http://h')).toThrow(
    'It contains no request that a plan can use.',
  );
});

it('gives a valid plan, or says what is wrong, whatever it is given', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'curl',
      '-d',
      '-H',
      '-X',
      '-G',
      '--json',
      '-u',
      '--next',
      ';',
      'http://h/{{a}}',
      '-b',
      '-m',
      '-x',
      'a: b',
    ),
    fc.string(),
    fc.webUrl({ withQueryParameters: true }),
  );
  fc.assert(
    fc.property(fc.array(word), (words) => {
      try {
        parsePlan(planFromCurl(`curl http://h/ ${words.join(' ')}`).plan);
      } catch (error) {
        if (!(error instanceof PlimsollError) || error.message === 'The plan is not valid.')
          throw error;
      }
    }),
    { numRuns: 500 },
  );
});

it('options and headers may be called as what every object has', () => {
  expect(
    httpOf("curl --constructor --toString -H 'constructor: a' -H 'tostring: b' http://a/x"),
  ).toEqual([
    {
      method: 'GET',
      path: '/x',
      headers: { constructor: 'a', tostring: 'b' },
    },
  ]);
});
