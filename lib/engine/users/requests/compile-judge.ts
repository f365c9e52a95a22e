import { RESPONSE_TOO_LARGE } from '@/lib/engine/transport/network-error';
import { parseJsonPath, readJsonPath } from '@/lib/plan/json';
import { compilePattern } from '@/lib/plan/pattern';
import type { ExpectSpec, ExtractSpec, RequestSpec } from '@/lib/plan/request';
import { readRpcReply } from '../training-api/rpc';
import type { HttpReply, Judged } from './prepared-request';
import type { Slots } from './render';

export type Judge = (reply: HttpReply, values: unknown[]) => Judged;

const OK: Judged = Object.freeze({ outcome: 'ok', code: '', message: '' });
/** The code of an answer that came as it should and says something else than expected. */
const UNEXPECTED = 'UNEXPECTED';

/** Whether an answer's body decides anything: without, it need not be kept. */
export function readsBody({ expect = {}, extract = {}, ...request }: RequestSpec): boolean {
  return (
    'rpc' in request ||
    expect.contains !== undefined ||
    Object.keys(expect.json ?? {}).length > 0 ||
    Object.values(extract).some((spec) => !('header' in spec))
  );
}

/** Good is: the status expected (2xx or 3xx, 200 of JSON-RPC), no JSON-RPC error, and the body expected. */
export function compileJudge(request: RequestSpec, slots: Slots): Judge {
  const { expect = {}, extract = {} } = request;
  const isRpc = 'rpc' in request;
  const expected = expect.status === undefined ? undefined : new Set([expect.status].flat());
  const test = compileExpect(expect);
  const take = compileExtract(extract, slots);
  // An error may be what is asked for: then its fields are expected.
  const mayBeError = Object.keys(expect.json ?? {}).some((path) =>
    /^\$(\.|\[['"])error\b/.test(path),
  );

  return (reply, values) => {
    const { status } = reply;
    const good = expected?.has(status) ?? (isRpc ? status === 200 : status >= 200 && status < 400);
    if (!good) return badStatus(status, expected);
    if (test === undefined && take === undefined && !isRpc) return OK;
    const { unkept } = reply;
    if (unkept !== undefined)
      return { outcome: 'networkError', code: RESPONSE_TOO_LARGE, message: unkept };
    const read = readOnce(reply);
    const problem = test?.(read);
    if (isRpc && (problem !== undefined || !mayBeError)) {
      const rpc = rpcProblem(reply);
      if (rpc !== undefined) return rpc;
    }
    if (problem !== undefined)
      return { outcome: isRpc ? 'rpcError' : 'httpError', code: UNEXPECTED, message: problem };
    take?.(read, values);
    return OK;
  };
}

function badStatus(status: number, expected: ReadonlySet<number> | undefined): Judged {
  const wanted = expected === undefined ? '' : `, expected ${[...expected].join(' or ')}`;
  return { outcome: 'httpError', code: String(status), message: `HTTP ${status}${wanted}` };
}

/** The status has been found good already, whichever it is. */
function rpcProblem(reply: HttpReply): Judged | undefined {
  const rpc = readRpcReply(200, reply.body);
  switch (rpc.kind) {
    case 'result':
    case 'http-error':
      return undefined;
    case 'rpc-error':
      return { outcome: 'rpcError', code: String(rpc.code), message: rpc.message };
    case 'malformed':
      return { outcome: 'rpcError', code: 'NOT_RPC', message: rpc.reason };
  }
}

function readOnce(reply: HttpReply): ReadReply {
  let parsed: { value: unknown } | undefined;
  return {
    status: reply.status,
    body: reply.body,
    // Headers are read from their text only when asked for.
    get headers() {
      return reply.headers;
    },
    json() {
      parsed ??= { value: parseOrUndefined(reply.body) };
      return parsed.value;
    },
  };
}

function parseOrUndefined(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Why an answer is not what was expected; undefined when it is. Few different texts: they are counted. */
type Expectation = (reply: ReadReply) => string | undefined;

/** What is expected of the body; the status is looked at apart. */
function compileExpect({ json, contains }: ExpectSpec): Expectation | undefined {
  const tests: Expectation[] = [];
  if (contains !== undefined)
    tests.push((reply) =>
      reply.body.includes(contains)
        ? undefined
        : `The body does not contain ${shortened(contains)}.`,
    );
  for (const [text, value] of Object.entries(json ?? {})) {
    const path = parseJsonPath(text) ?? [];
    tests.push((reply) => {
      const found = readJsonPath(path, reply.json());
      if (found === undefined) return `The body has no value at ${text}.`;
      return isSameJson(found, value)
        ? undefined
        : `The body does not have ${shortened(JSON.stringify(value))} at ${text}.`;
    });
  }
  if (tests.length === 0) return undefined;
  return (reply) => {
    for (const test of tests) {
      const problem = test(reply);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** An answer, its body read as JSON at most once; undefined when it is none. */
interface ReadReply extends HttpReply {
  json(): unknown;
}

type Extract = (reply: ReadReply, values: unknown[]) => void;

const SEARCHED_CHARACTERS = 65_536;

/** Puts what an answer gives into the values; what it does not give stays as it was. */
function compileExtract(
  specs: Readonly<Record<string, ExtractSpec>>,
  slots: Slots,
): Extract | undefined {
  const takers = Object.entries(specs).map(([name, spec]) => ({
    slot: slots.get(name) ?? -1,
    take: takerOf(spec),
  }));
  if (takers.length === 0) return undefined;
  return (reply, values) => {
    for (const { slot, take } of takers) {
      const value = take(reply);
      if (value !== undefined && value !== null) values[slot] = value;
    }
  };
}

function takerOf(spec: ExtractSpec): (reply: ReadReply) => unknown {
  if ('json' in spec) {
    const path = parseJsonPath(spec.json) ?? [];
    return (reply) => readJsonPath(path, reply.json());
  }
  if ('header' in spec) {
    const name = spec.header.toLowerCase();
    return (reply) => reply.headers[name];
  }
  const pattern = compilePattern(spec.regex);
  const group = spec.group ?? 1;
  return (reply) => pattern.search(reply.body.slice(0, SEARCHED_CHARACTERS), group);
}

/** Whether two values of JSON are the same, whatever the order of their fields. */
function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [ofA, ofB] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  if (ofA.size !== ofB.size) return false;
  return [...ofA].every(([key, value]) => ofB.has(key) && isSameJson(value, ofB.get(key)));
}
