import { z } from 'zod';
import { parseJson } from '@/lib/core/parse-json';
import { planJsonSchema } from '@/lib/plan/json-schema';
import type { Operation } from './operation';
import { reviewOperations } from './operations/review-operations';
import { runOperations } from './operations/run-operations';
import { scenarioOperations } from './operations/scenario-operations';
import { secretOperations } from './operations/secret-operations';
import { targetOperations } from './operations/target-operations';
import { problemSchema } from './schemas/parts';

type Json = Record<string, unknown>;

const DESCRIPTION =
  'Runs, scenarios, targets, comparisons, suites and exports. Where users log in, requests need an API key: authorization: Bearer plimsoll_… Durations are in milliseconds, error rates are fractions of 1, and timestamps are ISO 8601.';
const REFUSALS = {
  400: 'The request is not valid. The response lists every problem.',
  404: 'Not found.',
  409: 'The current state does not allow the operation: already ended, still running, or built in.',
} as const;

/** The OpenAPI 3.1 document of these operations, made of the schemas that they are checked by. */
export function openApiDocument(operations: readonly Operation[], version: string): Json {
  const components: Json = {};
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
    const { properties, $defs } = z.toJSONSchema(z.object({ root: schema }), {
      io,
      unrepresentable: 'any',
    }) as unknown as { properties: { root: Json }; $defs?: Json };
    Object.assign(components, hoisted($defs ?? {}));
    return hoisted(properties.root);
  };
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: operationJson(operation, schemaOf),
    };
  }
  const { $schema: _, ...plan } = planJsonSchema() as Json;
  return {
    openapi: '3.1.0',
    info: { title: 'Plimsoll', version, description: DESCRIPTION, license: { name: 'MIT' } },
    servers: [{ url: '/api/v1' }],
    paths,
    components: { schemas: { ...components, LoadPlan: plan } },
  };
}

function operationJson(
  { id, tag, summary, params, query, body, status, response, files }: Operation,
  schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json,
): Json {
  const answer = (of: z.ZodType, description: string) => ({
    description,
    content: { 'application/json': { schema: schemaOf(of, 'output') } },
  });
  const file = { schema: { type: 'string', format: 'binary' } };
  const ok =
    files !== undefined
      ? {
          description: 'The exported file',
          content: Object.fromEntries(files.map((type) => [type, file])),
        }
      : response !== undefined
        ? answer(response, summary)
        : { description: 'Done' };
  return {
    operationId: id,
    tags: [tag],
    summary,
    parameters: [
      ...parametersOf(schemaOf(params, 'output'), 'path'),
      ...parametersOf(schemaOf(query, 'output'), 'query'),
    ],
    ...(body !== undefined && {
      requestBody: { content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: {
      [status]: ok,
      ...Object.fromEntries(
        Object.entries(REFUSALS).map(([code, words]) => [code, answer(problemSchema, words)]),
      ),
    },
  };
}

function parametersOf(schema: Json, place: 'path' | 'query'): Json[] {
  const required = (schema.required ?? []) as string[];
  return Object.entries((schema.properties ?? {}) as Record<string, Json>).map(
    ([name, { description, ...of }]) => ({
      name,
      in: place,
      schema: of,
      // What has a default is always there once it is read, but need not be sent.
      required: place === 'path' || (required.includes(name) && !('default' in of)),
      ...(description !== undefined && { description }),
    }),
  );
}

/** Named schemas stand among the document's components. */
function hoisted(schema: Json): Json {
  const text = JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/');
  return parseJson(z.record(z.string(), z.unknown()), text);
}

export const ALL_OPERATIONS: readonly Operation[] = [
  ...runOperations,
  ...scenarioOperations,
  ...targetOperations,
  ...secretOperations,
  ...reviewOperations,
];
