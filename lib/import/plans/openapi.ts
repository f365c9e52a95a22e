import { PlimsollError } from '@/lib/core/errors';
import { problemsOf } from '@/lib/core/problems';
import type { JsonValue } from '@/lib/plan/json';
import { type RequestSpec, requestSchema } from '@/lib/plan/request';
import { PLAN_LIMITS } from '@/lib/plan/schema-parts';
import { escapeTemplate } from '@/lib/plan/template';
import {
  exampleOf,
  type Fields,
  fieldsOf,
  fillParameters,
  listOf,
  parametersOf,
  resolved,
  wordOf,
} from './openapi-document';
import { escapeTexts, type ImportedPlan, LIGHT_LOAD, LIGHT_LOAD_NOTE } from './request-drafts';

/** Read, or made with an example body: the rest changes or deletes what is there already. */
const TAKEN = ['get', 'post'];
const OTHERS = ['put', 'patch', 'delete', 'head', 'options', 'trace'];

/**
 * A plan of an OpenAPI 3 document: the operations whose parameters and bodies the document has examples
 * for. The notes name the others, and why. Throws `invalid-input`.
 */
export function planFromOpenApi(document: unknown): ImportedPlan {
  const root = fieldsOf(document);
  const paths = fieldsOf(root?.paths);
  if (root === undefined || !/^3\./.test(wordOf(root.openapi)) || paths === undefined)
    throw new PlimsollError(
      'invalid-input',
      root?.swagger === undefined
        ? 'This is not an OpenAPI 3 document.'
        : 'This is a Swagger 2 document. Convert it to OpenAPI 3 first.',
    );
  const notes: string[] = [];
  const prefix = serverPath(root, notes);
  const requests = Object.entries(paths).flatMap(([path, value]) => {
    const item = resolved(value, document) ?? {};
    leaveOthers(path, item, notes);
    return TAKEN.flatMap((method) => {
      const operation = fieldsOf(item[method]);
      if (operation === undefined) return [];
      const name = `${method.toUpperCase()} ${path}`;
      const request = requestOf(
        { name, method, path: prefix + path, item, operation, document },
        notes,
      );
      return request === undefined ? [] : [request];
    });
  });
  if (root.security !== undefined || fieldsOf(fieldsOf(root.components)?.securitySchemes))
    notes.push('The service requires credentials. Add a token to the target.');
  if (requests.length === 0)
    throw new PlimsollError(
      'invalid-input',
      'No operation in the document can be called with the examples it contains.',
      notes.map((message) => ({ path: '', message })),
    );
  if (requests.length > PLAN_LIMITS.requests)
    notes.push(
      `Only the first ${PLAN_LIMITS.requests} operations were imported, the maximum of a plan.`,
    );
  return {
    plan: {
      name: titleOf(root),
      load: LIGHT_LOAD,
      requests: requests.slice(0, PLAN_LIMITS.requests),
    },
    notes: [...notes, LIGHT_LOAD_NOTE],
  };
}

interface Operation {
  name: string;
  method: string;
  path: string;
  item: Fields;
  operation: Fields;
  document: unknown;
}

function requestOf(
  { name, method, path, item, operation, document }: Operation,
  notes: string[],
): RequestSpec | undefined {
  const leave = (why: string) => {
    notes.push(`${name} was skipped: ${why}`);
    return undefined;
  };
  const filled = fillParameters(path, parametersOf(item, operation, document), document);
  if ('unknown' in filled) return leave(`no example for ${filled.unknown.join(', ')}.`);
  const content = method === 'get' ? 'none' : exampleBody(operation, document);
  if (content === undefined) return leave('no example for its body.');
  const headers = {
    ...filled.headers,
    ...(content !== 'none' &&
      content.contentType !== 'application/json' && { 'content-type': content.contentType }),
    ...(content !== 'none' &&
      content.contentType === 'application/json' &&
      typeof content.body !== 'object' && { 'content-type': content.contentType }),
  };
  const parsed = requestSchema.safeParse({
    name: name.replaceAll('{{', '{').slice(0, 200),
    weight: 1,
    http: {
      method: method.toUpperCase(),
      path: filled.path,
      ...(Object.keys(headers).length > 0 && { headers }),
      ...(content !== 'none' && { body: content.body }),
    },
  });
  if (!parsed.success) {
    const [problem] = problemsOf(parsed.error);
    return leave(`${problem?.path} ${problem?.message}`);
  }
  if (filled.picked.length > 0)
    notes.push(`${name} picks ${filled.picked.join(', ')} from the values listed in the document.`);
  return parsed.data;
}

function leaveOthers(path: string, item: Fields, notes: string[]): void {
  const others = OTHERS.filter((method) => item[method] !== undefined);
  if (others.length === 0) return;
  const names = others.map((method) => method.toUpperCase()).join(', ');
  notes.push(`${names} ${path} was skipped: only GET and POST are imported. Add it manually.`);
}

/** The path that the first server puts before every other; its host is the target's business. */
function serverPath(root: Fields, notes: string[]): string {
  const server = fieldsOf(listOf(root.servers)[0]);
  if (typeof server?.url !== 'string') return '';
  const variables = fieldsOf(server.variables) ?? {};
  const url = server.url.replace(/\{([^}]*)\}/g, (whole, name: string) =>
    wordOf(fieldsOf(variables[name])?.default ?? whole),
  );
  if (!URL.canParse(url, 'http://target')) return '';
  const { origin, pathname } = new URL(url, 'http://target');
  if (origin !== 'http://target')
    notes.push(`The document’s server is ${origin}. Requests go to the target of the run instead.`);
  return pathname.replace(/\/+$/, '');
}

function titleOf(root: Fields): string {
  const title = fieldsOf(root.info)?.title;
  return typeof title === 'string' && title.trim() !== ''
    ? title.trim().slice(0, 100)
    : 'From OpenAPI';
}

/** An example body with its type; 'none' when the operation needs none; undefined when it is unknown. */
function exampleBody(
  operation: Fields,
  document: unknown,
): { body: JsonValue; contentType: string } | 'none' | undefined {
  if (operation.requestBody === undefined) return 'none';
  const requestBody = resolved(operation.requestBody, document);
  const contents = Object.entries(fieldsOf(requestBody?.content) ?? {}).sort(jsonFirst);
  for (const [contentType, media] of contents) {
    const example = exampleOf(fieldsOf(media) ?? {}, document);
    if (example === undefined) continue;
    const body = bodyOf(contentType, example.value);
    if (body !== undefined) return { body, contentType };
  }
  return requestBody !== undefined && requestBody.required !== true ? 'none' : undefined;
}

function bodyOf(contentType: string, value: unknown): JsonValue | undefined {
  if (isJson(contentType)) {
    // A text at the top would be sent as it is, without its quotes.
    return typeof value === 'string'
      ? escapeTemplate(JSON.stringify(value))
      : escapeTexts(value as JsonValue);
  }
  if (typeof value === 'string') return escapeTemplate(value);
  const fields = fieldsOf(value);
  if (contentType === 'application/x-www-form-urlencoded' && fields !== undefined)
    return escapeTemplate(
      new URLSearchParams(
        Object.entries(fields).map(([key, field]) => [key, wordOf(field)]),
      ).toString(),
    );
  return undefined;
}

function jsonFirst([a]: [string, unknown], [b]: [string, unknown]): number {
  return Number(isJson(b)) - Number(isJson(a));
}

function isJson(contentType: string): boolean {
  return /[/+]json\b/i.test(contentType);
}
