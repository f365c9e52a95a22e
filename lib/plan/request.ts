import { z } from 'zod';
import { jsonSchema, parseJsonPath, textsIn } from './json';
import { between, notAnObject, oneOf, PLAN_LIMITS, someText, whole } from './schema-parts';
import { NAME, parseTemplate, RESERVED_NAMES } from './template';

export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** What the connection itself says: a request cannot set these. */
const CONNECTION_HEADERS = ['host', 'content-length', 'transfer-encoding', 'connection', 'upgrade'];
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

type Context = { addIssue(issue: { code: 'custom'; path: PropertyKey[]; message: string }): void };

function checkTemplates(value: unknown, context: Context): void {
  for (const { path, text } of textsIn(value))
    for (const message of parseTemplate(text).problems)
      context.addIssue({ code: 'custom', path, message });
}

const templateText = (max: number) => someText(max).superRefine(checkTemplates);

const pathSchema = templateText(PLAN_LIMITS.textLength)
  .refine(
    (path) => !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(path),
    'must be a path such as /api/jobs. The target defines the host.',
  )
  .refine(
    (path) => !/[^\x20-\x7e]/.test(path),
    'must be ASCII. Percent-encode other characters, as in /caf%C3%A9.',
  )
  .refine((path) => !path.includes('#'), 'must not contain #. Fragments are not sent.');

const headersSchema = z
  .record(
    z.string().regex(HEADER_NAME, 'is not a valid header name.'),
    z
      .string('must be a string.')
      .max(PLAN_LIMITS.textLength)
      .regex(HEADER_VALUE, 'must be a single line of Latin-1 characters.')
      .superRefine(checkTemplates),
    'must be an object of header names and values.',
  )
  .superRefine((headers, context) => {
    const seen = new Set<string>();
    for (const name of Object.keys(headers)) {
      const lower = name.toLowerCase();
      const message = CONNECTION_HEADERS.includes(lower)
        ? 'cannot be set. The connection sets it.'
        : seen.has(lower)
          ? 'is set twice. Header names are case-insensitive.'
          : undefined;
      if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message });
      seen.add(lower);
    }
  })
  .refine(
    (headers) => Object.keys(headers).length <= PLAN_LIMITS.headers,
    `must have at most ${PLAN_LIMITS.headers} headers.`,
  );

const bodySchema = jsonSchema
  .superRefine(checkTemplates)
  .refine(
    (body) => lengthOf(body) <= PLAN_LIMITS.bodyLength,
    `must be at most ${PLAN_LIMITS.bodyLength.toLocaleString('en')} characters.`,
  );

const httpSchema = z.strictObject(
  {
    method: oneOf(HTTP_METHODS),
    path: pathSchema.describe("Path and query on the target's origin."),
    headers: headersSchema.optional(),
    body: bodySchema.optional().describe('A string is sent as is, anything else as JSON.'),
  },
  { error: notAnObject('{method, path, headers?, body?}') },
);

const rpcSchema = z.strictObject(
  { method: templateless(someText(200)), params: bodySchema.optional() },
  { error: notAnObject('{method, params?}') },
);

const jsonPathText = someText(500).refine(
  (path) => parseJsonPath(path) !== undefined,
  "must be a path such as $.result.jobs[0]['a key'].",
);

const extractSchema = z.union(
  [
    z.strictObject({ json: jsonPathText }),
    z.strictObject({ header: someText(200).regex(HEADER_NAME, 'is not a valid header name.') }),
    z.strictObject({
      regex: someText(PLAN_LIMITS.patternLength),
      group: whole('', 0, 99).optional(),
    }),
  ],
  'must be {json: "$.path"}, {header: "name"} or {regex: "…", group?}.',
);

const valueName = z
  .string()
  .regex(NAME, 'is not a valid name. Start with a letter and use letters, digits, _ and - only.')
  .refine((name) => !RESERVED_NAMES.includes(name), 'is a reserved name. Choose another one.');

const status = whole('', 100, 599);

const expectSchema = z.strictObject(
  {
    status: z
      .union([status, z.array(status).min(1, 'needs at least one status.')], {
        error: 'must be an HTTP status such as 200, or a list of them.',
      })
      .optional(),
    json: z
      .record(jsonPathText, jsonSchema, 'must be an object of paths and values.')
      .optional()
      .describe('Expected values by path of the JSON response.'),
    contains: someText(PLAN_LIMITS.textLength).optional(),
  },
  { error: notAnObject('{status?, json?, contains?}') },
);

const common = {
  name: templateless(someText(200)).describe('Name of the endpoint in the results.'),
  weight: between('', 0.001, 1_000_000),
};
const afterwards = {
  extract: z
    .record(valueName, extractSchema, 'must be an object of names.')
    .optional()
    .describe(
      'Values extracted from successful responses, for templates in later requests of the user.',
    ),
  expect: expectSchema
    .optional()
    .describe('What counts as a successful response; default: 2xx or 3xx, or a JSON-RPC result.'),
};

export const requestSchema = z.union(
  [
    z.strictObject({ ...common, http: httpSchema, ...afterwards }),
    z.strictObject({ ...common, rpc: rpcSchema, ...afterwards }),
  ],
  'must be {name, weight, http: {method, path}} or {name, weight, rpc: {method}}.',
);

/** A kind of request of one's own: plain HTTP, or a JSON-RPC call to the target's own URL. */
export type RequestSpec = z.infer<typeof requestSchema>;
export type HttpSpec = Extract<RequestSpec, { http: unknown }>['http'];
export type RpcSpec = Extract<RequestSpec, { rpc: unknown }>['rpc'];
export type ExtractSpec = NonNullable<RequestSpec['extract']>[string];
export type ExpectSpec = NonNullable<RequestSpec['expect']>;

function lengthOf(body: unknown): number {
  return typeof body === 'string' ? body.length : (JSON.stringify(body)?.length ?? 0);
}

function templateless<T extends z.ZodType<string>>(text: T) {
  return text.refine((value) => !value.includes('{{'), 'must not be a template.');
}
