import type { z } from 'zod';
import { requireActor } from '@/lib/access/actor';
import { ASK_FOR_KEY, doneBy } from '@/lib/access/audit';
import { httpStatusOf, PlimsollError, type Problem } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { parseForeignJson } from '@/lib/core/parse-json';
import { isDecodable, NOT_DECODABLE } from '@/lib/core/percent-encoding.mjs';
import { problemsOf } from '@/lib/core/problems';
import type { Store } from '@/lib/store/open-store';
import { type ApiAnswer, fileResponse, type Operation } from './operation';

export const API_BASE = '/api/v1';

/** Answers a request by the operation that its path and method name. Never throws for what was sent. */
export async function answerRequest(
  store: Store,
  operations: readonly Operation[],
  request: Request,
): Promise<Response> {
  const url = new URL(request.url);
  if (!isDecodable(url.pathname + url.search)) return refusal(400, NOT_DECODABLE);
  const path = url.pathname.slice(API_BASE.length).replace(/\/+$/, '') || '/';
  const here = operations.flatMap((operation) => {
    const params = paramsOf(operation.path, path);
    return params === undefined ? [] : [{ operation, params }];
  });
  if (here.length === 0)
    return refusal(404, `${path} not found. See ${API_BASE}/openapi.json for all operations.`);
  const found = here.find(({ operation }) => operation.method === request.method);
  if (found === undefined) {
    const allow = here.map(({ operation }) => operation.method).join(', ');
    const message = `${path} does not support ${request.method}. Allowed: ${allow}.`;
    return refusal(405, message, [], { allow });
  }
  try {
    const { operation, params } = found;
    const actor = await requireActor(store, request.headers);
    const input = await readInput(operation, params, url, request);
    const does = (within: Store) => operation.run(within, input);
    const args = [...Object.values(params), input.body];
    return respond(operation, await doneBy(actor, operation.needs, { store, does, args }));
  } catch (error) {
    if (error instanceof PlimsollError) {
      const headers = error.code === 'unauthenticated' ? ASK_FOR_KEY : undefined;
      return refusal(httpStatusOf(error.code), error.message, error.problems, headers);
    }
    log.error({ error }, `${request.method} ${new URL(request.url).pathname} failed.`);
    return refusal(500, 'Internal error. See the dashboard’s log for details.');
  }
}

/** The path's parameters where it is of this pattern. */
function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return params;
}

async function readInput(
  operation: Operation,
  given: Record<string, string>,
  url: URL,
  request: Request,
) {
  const params = operation.params.safeParse(given);
  if (!params.success)
    throw new PlimsollError('not-found', `${url.pathname} not found.`, [
      ...problemsOf(params.error),
    ]);
  const problems: Problem[] = [];
  const checked = (schema: z.ZodType, input: unknown) => {
    const parsed = schema.safeParse(input);
    if (!parsed.success) problems.push(...problemsOf(parsed.error));
    return parsed.data;
  };
  const query = checked(operation.query, Object.fromEntries(url.searchParams));
  const body =
    operation.body === undefined
      ? undefined
      : checked(operation.body, await readBody(request, problems));
  if (problems.length > 0)
    throw new PlimsollError('invalid-input', 'The request is not valid.', problems);
  return { params: params.data, query, body, nowMs: Date.now() };
}

async function readBody(request: Request, problems: Problem[]): Promise<unknown> {
  const text = await textOf(request);
  if (text.trim() === '') return {};
  const type = request.headers.get('content-type') ?? '';
  // Only what no plain form can send.
  if (!/^application\/json\b/i.test(type)) {
    const message = `must be JSON with the header "content-type: application/json"; received ${type || 'no content type'}.`;
    throw new PlimsollError('invalid-input', 'The request is not valid.', [
      { path: 'body', message },
    ]);
  }
  try {
    return parseForeignJson(text);
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    problems.push({ path: 'body', message: `is not valid JSON: ${words}.` });
    return {};
  }
}

/** As much as a form of the dashboard may send, which is more than any plan. */
const MAX_BODY_BYTES = 20_000_000;

/** A request's body, read no further than it may be long. */
async function textOf({ body }: Request): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let [text, bytes] = ['', 0];
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.length;
    if (bytes > MAX_BODY_BYTES) {
      await reader.cancel();
      throw new PlimsollError('invalid-input', 'The request is not valid.', [
        { path: 'body', message: `is longer than ${MAX_BODY_BYTES / 1e6} MB.` },
      ]);
    }
    text += decoder.decode(read.value, { stream: true });
  }
  return text + decoder.decode();
}

function respond({ status, response }: Operation, { body, location, file }: ApiAnswer): Response {
  const headers = new Headers({ 'cache-control': 'no-store' });
  if (location !== undefined) headers.set('location', `${API_BASE}${location}`);
  if (file !== undefined) return fileResponse(file);
  if (response === undefined) return new Response(null, { status, headers });
  return Response.json(response.parse(body), { status, headers });
}

function refusal(
  status: number,
  message: string,
  problems: readonly Problem[] = [],
  headers: HeadersInit = {},
): Response {
  return Response.json({ message, problems }, { status, headers });
}
