import type { TargetEndpoint } from '@/lib/plan/connection';
import { type JsonValue, textsIn } from '@/lib/plan/json';
import type { HttpSpec, RequestSpec, RpcSpec } from '@/lib/plan/request';
import { parseTemplate } from '@/lib/plan/template';
import { compileJudge, type Judge, readsBody } from './compile-judge';
import {
  compilePart,
  compileText,
  concat,
  type Known,
  type RenderContext,
  type Rendered,
  render,
  type Slots,
} from './render';

/** A request of the plan, ready to be filled in again and again. */
export interface CompiledRequest {
  endpoint: string;
  method: string;
  path: Rendered;
  headers: (context: RenderContext) => Readonly<Record<string, string>>;
  body: Rendered | undefined;
  readsBody: boolean;
  judge: Judge;
  /** Places of the values that must be known first. */
  needs: readonly number[];
}

export function compileRequest(
  request: RequestSpec,
  target: TargetEndpoint,
  slots: Slots,
): CompiledRequest {
  const known = { slots, secrets: target.secrets ?? {} };
  const sent =
    'http' in request
      ? compileHttp(request.http, target, known)
      : compileRpc(request.rpc, target, known);
  return {
    endpoint: request.name,
    ...sent,
    readsBody: readsBody(request),
    judge: compileJudge(request, slots),
    needs: neededValues(request).map((name) => slots.get(name) ?? -1),
  };
}

type Sent = Pick<CompiledRequest, 'method' | 'path' | 'headers' | 'body'>;

function compileHttp(http: HttpSpec, target: TargetEndpoint, known: Known): Sent {
  const { method, path, headers = {}, body } = http;
  const isJson = body !== undefined && typeof body !== 'string';
  return {
    method,
    path: compilePath(path, known, new URL(target.url).origin),
    headers: compileHeaders(
      {
        accept: '*/*',
        ...(isJson && { 'content-type': 'application/json' }),
        ...commonHeaders(target),
        ...lowerCased(headers),
      },
      known,
    ),
    body: isJson
      ? compileJson(body, known)
      : typeof body === 'string'
        ? compileText(body, known)
        : undefined,
  };
}

function compileRpc({ method, params }: RpcSpec, target: TargetEndpoint, known: Known): Sent {
  const { pathname, search } = new URL(target.url);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...commonHeaders(target),
  };
  const rest = `,"method":${JSON.stringify(method)}`;
  return {
    method: 'POST',
    path: `${pathname}${search}`,
    headers: () => headers,
    body: concat([
      '{"jsonrpc":"2.0","id":',
      ({ counter }) => String(counter),
      rest,
      ...(params === undefined ? [] : [',"params":', compileJson(params, known)]),
      '}',
    ]),
  };
}

function commonHeaders({ token }: TargetEndpoint): Record<string, string> {
  return {
    'user-agent': 'plimsoll',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

type Headers = Readonly<Record<string, string>>;

/** Headers without templates are one object, the same for every request. */
function compileHeaders(headers: Headers, known: Known): (context: RenderContext) => Headers {
  const plain: [string, string][] = [];
  const changing: [string, Rendered][] = [];
  for (const [name, text] of Object.entries(headers)) {
    const value = compileText(text, known, oneLine);
    if (typeof value === 'string') plain.push([name, value]);
    else changing.push([name, value]);
  }
  // A header may be called "__proto__".
  const fixed = Object.fromEntries(plain);
  if (changing.length === 0) return () => fixed;
  return (context) =>
    Object.fromEntries([
      ...plain,
      ...changing.map(([name, value]): [string, string] => [name, render(value, context)]),
    ]);
}

/** An extracted value must not end its header and begin another. */
function oneLine(text: string): string {
  return /[^\t\x20-\x7e\x80-\xff]/.test(text)
    ? text.replace(/[^\t\x20-\x7e\x80-\xff]/gu, '?')
    : text;
}

/** JSON with templates in its texts. A text that is one template and no more becomes its typed value. */
function compileJson(value: JsonValue, known: Known): Rendered {
  return concat(piecesOf(value, known));
}

function piecesOf(value: JsonValue, known: Known): Rendered[] {
  if (typeof value === 'string') return stringPieces(value, known);
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value)];
  if (Array.isArray(value))
    return ['[', ...value.flatMap((item, index) => [comma(index), ...piecesOf(item, known)]), ']'];
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return [
    '{',
    ...fields.flatMap(([key, field], index) => [
      `${comma(index)}${JSON.stringify(key)}:`,
      ...piecesOf(field, known),
    ]),
    '}',
  ];
}

function stringPieces(text: string, known: Known): Rendered[] {
  const { parts } = parseTemplate(text);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && only.kind !== 'text') {
    const value = compilePart(only, known);
    return [
      typeof value === 'string'
        ? JSON.stringify(value)
        : (context) => JSON.stringify(value(context)) ?? 'null',
    ];
  }
  return ['"', compileText(text, known, escaped), '"'];
}

/** Inside the quotes of a JSON string. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function comma(index: number): string {
  return index === 0 ? '' : ',';
}

/**
 * A request's path, from the root of the target's origin. A path that begins with a value may be filled
 * in with a whole URL of that origin, as a Location header has it.
 */
function compilePath(path: string, known: Known, origin: string): Rendered {
  const compiled = compileText(path, known, legalInUrl);
  if (typeof compiled === 'string') return rooted(compiled);
  if (parseTemplate(path).parts[0]?.kind === 'text')
    return path.startsWith('/') ? compiled : (context) => rooted(compiled(context));
  return (context) => {
    const filled = compiled(context);
    return rooted(filled.startsWith(`${origin}/`) ? filled.slice(origin.length) : filled);
  };
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

// WHATWG URL's path percent-encode set, and # (a fragment would be cut off) besides.
const ILLEGAL = /[^\x21-\x7e]|["#<>\\^`{|}]/u;
const EVERY_ILLEGAL = /[^\x21-\x7e]|["#<>\\^`{|}]/gu;

/** Percent-encodes what may not stand in a URL; what may is left as it is, / ? & and % too. */
export function legalInUrl(text: string): string {
  if (!ILLEGAL.test(text)) return text;
  return text.replace(EVERY_ILLEGAL, (char) =>
    // A lone surrogate has no UTF-8: it becomes the replacement character.
    /\p{Surrogate}/u.test(char) ? '%EF%BF%BD' : encodeURIComponent(char),
  );
}

/** The names of the values that a request cannot be made without. */
function neededValues(request: RequestSpec): string[] {
  const texts = textsIn('http' in request ? request.http : request.rpc);
  const names = texts.flatMap(({ text }) =>
    parseTemplate(text).parts.flatMap((part) => (part.kind === 'value' ? [part.name] : [])),
  );
  return [...new Set(names)];
}
