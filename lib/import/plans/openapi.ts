import { PlimsollError } from '@/lib/core/errors';
import { problemsOf } from '@/lib/core/problems';
import { type ImportedPlan, LIGHT_LOAD, LIGHT_LOAD_NOTE } from '@/lib/interop/imported-plan';
import { exampleBody } from '@/lib/interop/openapi-body';
import { fillParameters, parametersOf } from '@/lib/interop/openapi-parameters';
import { PLAN_LIMITS } from '@/lib/plan/plan-limits';
import { type RequestSpec, requestSchema } from '@/lib/plan/request';
import { type Fields, fieldsOf, listOf, resolved } from './openapi-document';

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
  if (root === undefined || !/^3\./.test(String(root.openapi)) || paths === undefined)
    throw new PlimsollError(
      'invalid-input',
      root?.swagger === undefined
        ? 'This is not an OpenAPI 3 document.'
        : 'This is a Swagger 2 document; convert it to OpenAPI 3 first.',
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
    notes.push('The service asks for credentials: give the target a token.');
  if (requests.length === 0)
    throw new PlimsollError(
      'invalid-input',
      'The document has no operation that can be called with its examples alone.',
      notes.map((message) => ({ path: '', message })),
    );
  if (requests.length > PLAN_LIMITS.requests)
    notes.push(`Only the first ${PLAN_LIMITS.requests} operations were taken: a plan has no more.`);
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
    notes.push(`${name} was left out: ${why}`);
    return undefined;
  };
  const filled = fillParameters(path, parametersOf(item, operation, document), document);
  if ('unknown' in filled) return leave(`no example of ${filled.unknown.join(', ')}.`);
  const content = method === 'get' ? 'none' : exampleBody(operation, document);
  if (content === undefined) return leave('no example of its body.');
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
    notes.push(
      `${name} draws ${filled.picked.join(', ')} from the values that the document lists.`,
    );
  return parsed.data;
}

function leaveOthers(path: string, item: Fields, notes: string[]): void {
  const others = OTHERS.filter((method) => item[method] !== undefined);
  if (others.length === 0) return;
  const names = others.map((method) => method.toUpperCase()).join(', ');
  notes.push(`${names} ${path} was left out: only GET and POST are taken. Add it by hand.`);
}

/** The path that the first server puts before every other; its host is the target's business. */
function serverPath(root: Fields, notes: string[]): string {
  const server = fieldsOf(listOf(root.servers)[0]);
  if (typeof server?.url !== 'string') return '';
  const variables = fieldsOf(server.variables) ?? {};
  const url = server.url.replace(/\{([^}]*)\}/g, (whole, name: string) =>
    String(fieldsOf(variables[name])?.default ?? whole),
  );
  if (!URL.canParse(url, 'http://target')) return '';
  const { origin, pathname } = new URL(url, 'http://target');
  if (origin !== 'http://target')
    notes.push(`The document’s server is ${origin}: the target of a run says where requests go.`);
  return pathname.replace(/\/+$/, '');
}

function titleOf(root: Fields): string {
  const title = fieldsOf(root.info)?.title;
  return typeof title === 'string' && title.trim() !== ''
    ? title.trim().slice(0, 100)
    : 'From OpenAPI';
}
