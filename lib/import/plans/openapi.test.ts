import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlimsollError } from '@/lib/core/errors';
import { parsePlan } from '@/lib/plan/parse-plan';
import { planFromOpenApi } from './openapi';
import { planFromText } from './plan-from-text';

const YAML = `
openapi: 3.1.0
info: { title: Orders }
servers:
  - url: https://{region}.shop.example/v1/
    variables: { region: { default: eu } }
security: [{ bearer: [] }]
paths:
  /orders:
    parameters:
      - { name: page, in: query, required: true, schema: { type: integer, default: 1 } }
      - { name: size, in: query, schema: { type: integer, default: 20 } }
      - { name: tag, in: query, example: [a, b c] }
    get:
      parameters:
        - { name: state, in: query, required: true, schema: { enum: [open, paid] } }
        - { name: X-Tenant, in: header, required: true, example: blue }
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Order' }
  /orders/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { $ref: '#/components/schemas/Id' } }
    get: {}
    delete: {}
    patch: {}
  /customers/{name}:
    get:
      parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
  /upload:
    post:
      requestBody: { required: true, content: { text/csv: { schema: { type: string } } } }
  /forms:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded: { example: { a: 1, b: x y } }
components:
  schemas:
    Id: { type: string, examples: [o 1] }
    Base:
      type: object
      required: [sku]
      properties: { sku: { type: string, example: 'x{{y}}' } }
    Order:
      allOf:
        - { $ref: '#/components/schemas/Base' }
        - type: object
          properties:
            quantity: { type: integer, default: 2 }
            lines: { type: array, items: { type: string, const: l } }
            parent: { $ref: '#/components/schemas/Order' }
            comment: { type: string }
`;

describe('a document in YAML', () => {
  const { plan, notes } = planFromText(YAML);

  it('becomes a valid plan of the operations whose examples it has', () => {
    expect(parsePlan(plan).name).toBe('Orders');
    expect(plan.requests).toEqual([
      {
        name: 'GET /orders',
        weight: 1,
        http: {
          method: 'GET',
          path: '/v1/orders?page=1&tag=a&tag=b%20c&state={{random.pick "open" "paid"}}',
          headers: { 'x-tenant': 'blue' },
        },
      },
      {
        name: 'POST /orders',
        weight: 1,
        http: {
          method: 'POST',
          path: '/v1/orders?page=1&tag=a&tag=b%20c',
          body: { sku: 'x\\{{y}}', quantity: 2, lines: ['l'] },
        },
      },
      { name: 'GET /orders/{id}', weight: 1, http: { method: 'GET', path: '/v1/orders/o%201' } },
      {
        name: 'POST /forms',
        weight: 1,
        http: {
          method: 'POST',
          path: '/v1/forms',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: 'a=1&b=x+y',
        },
      },
    ]);
  });

  it('comes with notes of what was left out, and why', () => {
    expect(notes).toEqual([
      'The document’s server is https://eu.shop.example. Requests go to the target of the run instead.',
      'GET /orders picks state from the values listed in the document.',
      'PATCH, DELETE /orders/{id} was skipped: only GET and POST are imported. Add it manually.',
      'GET /customers/{name} was skipped: no example for name (path).',
      'POST /upload was skipped: no example for its body.',
      'The service requires credentials. Add a token to the target.',
      'The load is 1 request per second for a minute. Adjust it as needed.',
    ]);
  });
});

it('reads examples wherever a document may have them', () => {
  const { plan } = planFromOpenApi({
    openapi: '3.0.3',
    paths: {
      '/a/{x}': {
        post: {
          parameters: [{ $ref: '#/components/parameters/x' }],
          requestBody: { $ref: '#/components/requestBodies/b' },
        },
      },
    },
    components: {
      parameters: { x: { name: 'x', in: 'path', examples: { one: { value: 7 } } } },
      requestBodies: {
        b: { content: { 'application/vnd.a+json': { examples: { e: { value: { k: null } } } } } },
      },
    },
  });
  expect(plan.requests).toEqual([
    {
      name: 'POST /a/{x}',
      weight: 1,
      http: {
        method: 'POST',
        path: '/a/7',
        headers: { 'content-type': 'application/vnd.a+json' },
        body: { k: null },
      },
    },
  ]);
});

it('says what it is instead of an OpenAPI 3 document', () => {
  expect(() => planFromOpenApi({ swagger: '2.0', paths: {} })).toThrow(
    'This is a Swagger 2 document. Convert it to OpenAPI 3 first.',
  );
  expect(() => planFromText('openapi: 3.0.0\npaths: [')).toThrow('The document is not valid YAML:');
  expect(() => planFromText('openapi: 3.0.0\npaths: &a { x: *a }')).toThrow(
    'The document is not valid YAML:',
  );
  expect(() => planFromText('hello')).toThrow(
    'This is not a curl command, a HAR file or an OpenAPI 3 document.',
  );
});

it('follows references in circles no further than it must', () => {
  const circle = { $ref: '#/components/schemas/Node' };
  const node = { type: 'object', required: ['next'], properties: { next: circle } };
  const media = { schema: circle };
  const document = {
    openapi: '3.0.0',
    paths: {
      '/': { get: {} },
      '/node': {
        post: { requestBody: { required: true, content: { 'application/json': media } } },
      },
    },
    components: { schemas: { Node: node, Self: { $ref: '#/components/schemas/Self' } } },
  };
  expect(planFromOpenApi(document).plan.requests?.map(({ name }) => name)).toEqual(['GET /']);
});

it('does not unfold schemas that share others beyond all bounds', () => {
  const schemas: Record<string, object> = { s0: { type: 'string', example: 'x' } };
  for (let level = 1; level < 40; level++) {
    const below = { $ref: `#/components/schemas/s${level - 1}` };
    schemas[`s${level}`] = { type: 'object', properties: { a: below, b: below } };
  }
  const post = (schema: string) => ({
    post: {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
      },
    },
  });
  const document = {
    openapi: '3.0.0',
    paths: { '/small': post('s3'), '/huge': post('s39') },
    components: { schemas },
  };
  const { plan, notes } = planFromOpenApi(document);
  expect(plan.requests?.map(({ name }) => name)).toEqual(['POST /small']);
  expect(notes).toContain('POST /huge was skipped: no example for its body.');
});

it('gives a valid plan, or says what is wrong, whatever it is given', () => {
  const schema = fc.record(
    {
      type: fc.constantFrom('object', 'string'),
      example: fc.jsonValue(),
      properties: fc.dictionary(fc.string(), fc.anything()),
      required: fc.anything(),
      enum: fc.anything(),
      allOf: fc.anything(),
      $ref: fc.string(),
    },
    { requiredKeys: [] },
  );
  const parameter = fc.record({
    name: fc.string(),
    in: fc.constantFrom('query', 'path', 'header', 'cookie'),
    required: fc.boolean(),
    schema,
  });
  const operation = fc.record(
    {
      parameters: fc.array(parameter),
      requestBody: fc.record({
        content: fc.dictionary(
          fc.constantFrom('application/json', 'text/plain'),
          fc.record({ schema }),
        ),
      }),
    },
    { requiredKeys: [] },
  );
  const document = fc.record({
    openapi: fc.constant('3.0.0'),
    info: fc.anything(),
    servers: fc.anything(),
    paths: fc.dictionary(
      fc.string(),
      fc.record({ get: operation, post: fc.oneof(operation, fc.anything()) }),
    ),
  });
  fc.assert(
    fc.property(fc.oneof(document, fc.anything()), (input) => {
      try {
        parsePlan(planFromOpenApi(input).plan);
      } catch (error) {
        if (!(error instanceof PlimsollError) || error.message === 'The plan is not valid.')
          throw error;
      }
    }),
    { numRuns: 300 },
  );
});

it('reads names that every object has, and is not stopped by what cannot be spelled', () => {
  const unspeakable = { toString: 1, valueOf: 1 };
  const text = JSON.stringify({
    openapi: '3.0.0',
    servers: [{ url: '/{v}', variables: { v: { default: unspeakable } } }],
    paths: {
      '/a': {
        get: {
          parameters: [
            { name: 'constructor', in: 'header', required: true, example: 'c' },
            { name: 'b', in: unspeakable, required: true },
            { name: 'd', in: 'query', required: true, schema: { enum: [unspeakable, 1] } },
          ],
        },
        post: {
          requestBody: {
            content: {
              'application/json': {
                schema: { type: 'object', properties: { NAME: { example: 1 } } },
              },
              'application/x-www-form-urlencoded': { example: { e: unspeakable } },
            },
          },
        },
      },
    },
  }).replace('NAME', '__proto__');
  const { plan, notes } = planFromText(text);
  expect(JSON.stringify(plan.requests)).toContain('"body":{"__proto__":1}');
  expect(notes.join(' ')).toContain('b ()');
  expect(() => planFromText('{"openapi":{"toString":1,"valueOf":1},"paths":{}}')).toThrow(
    'This is not an OpenAPI 3 document.',
  );
});

it.each(['{"openapi":"3.1.0","x":', '{"log":', 'openapi: '])(
  'says of %s nested 20,000 levels deep that it is',
  (begin) => {
    const deep = `${begin}${'['.repeat(20_000)}${']'.repeat(20_000)}${begin.startsWith('{') ? '}' : ''}`;
    let caught: unknown;
    try {
      planFromText(deep);
    } catch (error) {
      caught = error;
    }
    if (!(caught instanceof PlimsollError)) throw new Error(`No sentence: ${String(caught)}`);
    expect(JSON.stringify([caught.message, caught.problems])).toContain(
      'nested too deeply to be read',
    );
  },
);
