import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { cronLabel, cronProblem, nextTime } from '@/lib/automation/cron';
import { alertRules } from '@/lib/capacity/alert-rules';
import {
  fitOfPoints,
  scalingJson,
  scalingPointsFromText,
} from '@/lib/capacity/fitting/scaling-points';
import { grafanaDashboard } from '@/lib/capacity/grafana-dashboard';
import { compareQuery } from '@/lib/compare/model';
import { parseSpan, span } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { readSettings } from '@/lib/core/settings';
import { classifyReply } from '@/lib/engine/classify-reply';
import { headersIn, InvalidResponse } from '@/lib/engine/transport/http1/response-head';
import { ResponseReader } from '@/lib/engine/transport/http1/response-reader';
import { BodyMemory } from '@/lib/engine/transport/kept-body';
import { JobLives } from '@/lib/engine/users/job-life/job-lives';
import { createRequestUser } from '@/lib/engine/users/requests/request-user';
import {
  jobIdOf,
  readCancel,
  readEvaluation,
  readJob,
  readJobs,
  readTrajectories,
} from '@/lib/engine/users/training-api/replies';
import { importFormats } from '@/lib/import/formats/formats';
import { IMPORT_FORMATS } from '@/lib/import/plans/plan-from-text';
import { planTextFrom } from '@/lib/import/plans/plan-text-from';
import { validateImport } from '@/lib/import/validate-import';
import { deriveSeries, metricsOf } from '@/lib/metrics/derive-series';
import { parseExposition } from '@/lib/metrics/exposition';
import { SeriesMemory } from '@/lib/metrics/series-memory';
import { BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import { METHODS } from '@/lib/plan/figures';
import { planSummary } from '@/lib/plan/labels';
import { parsePlan, parsePlanText } from '@/lib/plan/parse-plan';
import { familyHash, planHash } from '@/lib/plan/plan-hash';
import { planText } from '@/lib/plan/plan-text';
import { scalePlan, sizeOfPlan } from '@/lib/plan/scale';
import { readReportRequest, reportFileName, reportQuery } from '@/lib/reports/model';
import { createRandom } from '@/lib/stats/random';
import { pointsFromText } from '@/lib/trends/points-from-text';
import { trendOfPoints } from '@/lib/trends/trend';
import { surface } from './fuzz';
import { oddJsonOf, oddQueryOf, oddText, oddVersionOf } from './odd-input';
import { JSON_LINES, JSON_RESULTS, RESULT_FILES } from './result-files';

const encoder = new TextEncoder();

/** A file of these bytes, read in pieces. */
export function fileOf(content: string | Uint8Array, name = 'results.txt', piece = 1000) {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content;
  return {
    name,
    bytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
  };
}

const EXAMPLES = ['closed-http', 'constant', 'gamma', 'json-rpc', 'ramp-with-spike', 'replay'];

export const PLANS: readonly unknown[] = [
  ...EXAMPLES.map((name) =>
    JSON.parse(readFileSync(new URL(`../../docs/plans/${name}.json`, import.meta.url), 'utf8')),
  ),
  ...BUILT_IN_SCENARIOS.map(({ plan }) => plan),
];

const planTexts = fc.oneof(
  { arbitrary: oddJsonOf(PLANS), weight: 3 },
  { arbitrary: oddVersionOf(PLANS.map((plan) => JSON.stringify(plan, null, 2))), weight: 1 },
);

function usePlan(text: string): void {
  const plan = parsePlan(parsePlanText(text));
  planText(plan);
  planSummary(plan);
  familyHash(plan);
  planHash(scalePlan(plan, sizeOfPlan(plan)));
  if (plan.requests === undefined) return;
  const user = createRequestUser(plan.requests, { url: 'http://127.0.0.1:1/' }, createRandom(1));
  for (let sent = 0; sent < 3; sent++) {
    const request = user.next();
    if ('judge' in request)
      request.judge({ status: 200, headers: {}, body: '{"result":{"a":[1]}}' });
  }
}

const formatNames = importFormats().map(({ name }) => name);

export const resultTexts: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: oddVersionOf(RESULT_FILES), weight: 3 },
  { arbitrary: oddJsonOf(JSON_RESULTS), weight: 1 },
  {
    arbitrary: fc.array(oddJsonOf(JSON_LINES), { maxLength: 3 }).map((lines) => lines.join('\n')),
    weight: 1,
  },
);

const results = fc.record({
  content: fc.oneof(
    { arbitrary: resultTexts, weight: 12 },
    { arbitrary: fc.uint8Array({ maxLength: 300 }), weight: 1 },
  ),
  format: fc.option(fc.oneof({ arbitrary: fc.constantFrom(...formatNames), weight: 4 }, oddText), {
    freq: 3,
    nil: undefined,
  }),
});

const CURL = `curl 'https://shop.example/api/orders?page=1' -X POST -H 'content-type: application/json' -b a=b \\
  --data-raw $'{"note": "it\\'s {{fine}}",\\n "n": 1}' --compressed --constructor x && curl -sSXPUT -F a=b $HOST/x`;
const HAR = {
  log: {
    version: '1.2',
    entries: ['GET', 'POST'].map((method) => ({
      startedDateTime: '2026-11-23T08:00:00Z',
      request: {
        method,
        url: 'https://shop.example/api/orders?page=1',
        headers: [{ name: 'X-Kept', value: 'v' }],
        postData: { mimeType: 'application/json', text: '{"a":[1,{"b":"c"}]}' },
      },
      response: { status: 200, content: { mimeType: 'application/json' } },
    })),
  },
};
const OPENAPI = {
  openapi: '3.1.0',
  info: { title: 'Orders' },
  servers: [{ url: 'https://{region}.shop.example/v1/', variables: { region: { default: 'eu' } } }],
  paths: {
    '/orders/{id}': {
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { $ref: '#/components/schemas/Id' } },
        { name: 'X-Tenant', in: 'header', required: true, example: 'blue' },
        { name: 'tag', in: 'query', example: ['a', 'b c'] },
      ],
      get: { responses: {} },
      post: {
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } },
        },
      },
    },
  },
  components: {
    schemas: {
      Id: { type: 'string', examples: ['o 1'] },
      Order: {
        allOf: [
          {
            type: 'object',
            properties: { id: { $ref: '#/components/schemas/Id' }, n: { const: 1 } },
          },
          { type: 'object', required: ['lines'], properties: { lines: { items: { enum: [2] } } } },
        ],
      },
    },
  },
};
const YAML = `openapi: 3.1.0
info: &i { title: Orders }
servers: [{ url: https://shop.example/v1 }]
paths:
  /orders:
    get: { summary: *i }
    post: { requestBody: { content: { application/json: { example: { a: 1, b: [x, y] } } } } }
`;

const foreignPlans = fc.record({
  text: fc.oneof(
    oddVersionOf([CURL, YAML, JSON.stringify(HAR), JSON.stringify(OPENAPI)]),
    oddJsonOf([HAR, OPENAPI]),
  ),
  format: fc.option(fc.constantFrom(...IMPORT_FORMATS), { freq: 3, nil: undefined }),
});

const EXPOSITION = `# HELP http_requests_total Requests.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200",constructor="a"} 1027 1395066363000
http_requests_total{method="get",code="400",__proto__="b"} 3
# TYPE d histogram
d_bucket{le="0.1"} 5
d_bucket{le="0.5"} 7
d_bucket{le="+Inf"} 9
d_sum 2.5
d_count 9
# TYPE s summary
s{quantile="0.5"} 4773
s_sum 1.7e+07
something_weird{problem="division by zero \\"x\\" \\\\ \\n"} +Inf -3982045
untyped_total NaN # {trace="a"} 1
`;

function readMetrics(text: string): void {
  parseExposition(text);
  const memory = new SeriesMemory((name) => name.startsWith('http'), { kept: 500, forWanted: 100 });
  const readings = [memory.read(text), memory.read(`${text}\n${text}`), memory.read(text)];
  const series = memory.kept.map((kept, index) => {
    const seen = readings.flatMap(({ values }, second) => {
      const value = values[index] ?? Number.NaN;
      return Number.isNaN(value) ? [] : [{ atMs: second * 1000, value }];
    });
    return { ...kept, atMs: seen.map(({ atMs }) => atMs), values: seen.map(({ value }) => value) };
  });
  for (const metric of metricsOf(series)) deriveSeries(metric, series, 1000);
}

const JOB = {
  job_id: 'j1',
  agent_id: 'a',
  status: 'running',
  progress: { current_iteration: 3, total_iterations: 10, percent_complete: 30.5 },
  metrics: { train_loss: 0.5, avg_reward: '0.1' },
  cost: { cost_usd: 1, budget_usd: 10 },
  created_at: '2026-11-23T08:00:00.123Z',
  started_at: '2026-11-23 08:00:01',
};
const REPLIES = [
  { jsonrpc: '2.0', id: 1, result: JOB },
  { jsonrpc: '2.0', id: 1, result: { jobs: [JOB, JOB], total: 2, next_cursor: 'x' } },
  { jsonrpc: '2.0', id: 1, result: { trajectories: [{ steps: [] }], total: 1, has_more: true } },
  { jsonrpc: '2.0', id: 1, error: { code: -32_004, message: 'no', data: { details: 'why' } } },
  { jsonrpc: '2.0', id: 1, result: { success: true, job: { ...JOB, status: 'cancelled' } } },
];
const ENDPOINTS = [...Object.values(METHODS), 'constructor', '__proto__', 'ping'];

const replies = fc.record({
  endpoint: fc.constantFrom(...ENDPOINTS),
  status: fc.constantFrom(200, 200, 200, 204, 404, 503, 999),
  body: fc.oneof(oddJsonOf(REPLIES), oddVersionOf(REPLIES.map((reply) => JSON.stringify(reply)))),
});

const judging = createRequestUser(
  parsePlan({
    name: 'Judged',
    load: { model: 'closed', stages: [{ users: 1, spawnPerSecond: 1, durationMs: 1000 }] },
    requests: [
      {
        name: 'constructor',
        weight: 1,
        rpc: { method: 'a', params: {} },
        expect: { json: { '$.result': { a: [1] } }, contains: 'a' },
        extract: {
          id: { json: '$.result.job_id' },
          constructor: { header: 'constructor' },
          word: { regex: '(\\w+)' },
        },
      },
    ],
  }).requests ?? [],
  { url: 'http://127.0.0.1:1/' },
  createRandom(1),
).next();

function readReply({ endpoint, status, body }: { endpoint: string; status: number; body: string }) {
  const { rpc } = classifyReply(endpoint, { kind: 'response', status, body, headers: {} } as never);
  if ('judge' in judging) judging.judge({ status, body, headers: headersIn(body) });
  readCancel(rpc);
  if (rpc?.kind !== 'result') return;
  const lives = new JobLives();
  const times = { intendedMs: 0, sentMs: 1, endedMs: 5 };
  for (const job of [readJob(rpc.result), ...readJobs(rpc.result).items]) {
    lives.onStart(job.jobId ?? '', times, job);
    lives.onStatus(job.jobId ?? '', { ...times, sentMs: 6, endedMs: 9 }, job);
  }
  lives.report();
  jobIdOf(rpc.result);
  readTrajectories(rpc.result);
  readEvaluation(rpc.result);
}

const RESPONSES = [
  'HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: keep-alive\r\nkeep-alive: timeout=5\r\n\r\nhello world',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0A\r\n0123456789\r\n0\r\nx: y\r\n\r\n',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.0 404 Not Found\r\n\r\nall',
  'HTTP/1.1 204 No Content\r\n__proto__: x\r\nconstructor: y\r\n\r\n',
];

const responses = fc.record({
  text: oddVersionOf(RESPONSES),
  cut: fc.nat(200),
  head: fc.boolean(),
});

function readResponse({ text, cut, head }: { text: string; cut: number; head: boolean }): void {
  const bytes = Buffer.from(text);
  const reader = new ResponseReader(new BodyMemory(1000, 2000));
  reader.answersHead = head;
  for (const piece of [bytes.subarray(0, cut), bytes.subarray(cut)])
    if (!reader.isDone && piece.length > 0) reader.feed(piece);
  if (!reader.isDone) reader.end();
  headersIn(reader.headLines);
}

const words = fc.oneof(
  oddText,
  oddVersionOf(['*/5 3 * * 1-5', 'Europe/Berlin', '1h 30m', '2:30', '0 0 30 2 *', '@hourly']),
);

const tables = oddVersionOf([
  'n,throughput\n1,10\n2,19\n4,35\n8,60\n16,90\n32,100\n',
  'value\n1\n2\n3\n4\n5\n50\n51\n52\n',
  'date,value\n2026-11-23,10\n2026-11-24,12\n',
]);

/** The doors that need no store. */
export const PURE_SURFACES = [
  surface({ name: 'plans', share: 15, cases: planTexts, send: usePlan }),
  surface({
    name: 'results of other tools',
    share: 17,
    cases: results,
    send: ({ content, format }) => validateImport([fileOf(content)], format, () => undefined),
  }),
  surface({
    name: 'curl, HAR, OpenAPI',
    share: 12,
    cases: foreignPlans,
    send: ({ text, format }) => {
      const found = planTextFrom(text, format);
      parsePlan(parsePlanText(found.text));
    },
  }),
  surface({
    name: 'Prometheus text',
    share: 12,
    cases: oddVersionOf([EXPOSITION]),
    send: readMetrics,
  }),
  surface({ name: 'JSON-RPC answers', share: 12, cases: replies, send: readReply }),
  surface({
    name: 'HTTP/1 responses',
    share: 12,
    cases: responses,
    send: readResponse,
    sentences: [InvalidResponse],
  }),
  surface({
    name: 'words in forms and settings',
    share: 3,
    cases: fc.tuple(words, words),
    send: ([first, second]) => {
      if (cronProblem(first, second) === undefined) {
        nextTime(first, second, 1_700_000_000_000);
        cronLabel(first);
      }
      span(parseSpan(first));
      readSettings({ HOST: first, PORT: second, REFERENCE: first });
      alertRules({ target: first, profile: second, objectives: [], safeThroughput: 5 });
      grafanaDashboard({ target: first, safeThroughput: 5 });
    },
  }),
  surface({
    name: 'addresses of reports and comparisons',
    share: 3,
    cases: oddQueryOf(
      'of run runs base margin without paper title notes template suite target profile'.split(' '),
    ),
    send: (query) => {
      const params = new URLSearchParams(query);
      compareQuery(params);
      const { request } = readReportRequest(params);
      if (request === undefined) return;
      reportQuery(request);
      reportFileName(request.subject);
    },
  }),
  surface({
    name: 'tables of points',
    share: 3,
    cases: tables,
    send: (text) => {
      const attempts = [
        () => trendOfPoints(pointsFromText(text)),
        () => scalingJson(fitOfPoints(scalingPointsFromText(text))),
      ];
      // The second is tried whatever becomes of the first.
      const [first, second] = attempts.map((attempt) => {
        try {
          attempt();
          return undefined;
        } catch (error) {
          return { error };
        }
      });
      const faults = [first, second].flatMap((found) => found?.error ?? []);
      const worst = faults.find((error) => !(error instanceof PlimsollError));
      if (worst !== undefined || faults.length === 2) throw worst ?? faults[0];
    },
  }),
];
