import type { RequestSpec } from '@/lib/plan/request';
import { compileExpect } from '@/lib/requests/compile-expect';
import { compileExtract, type ReadReply } from '@/lib/requests/compile-extract';
import type { Slots } from '@/lib/requests/compile-part';
import { readRpcReply } from '../training-api/rpc';
import type { HttpReply, Judged } from './prepared-request';

export type Judge = (reply: HttpReply, values: unknown[]) => Judged;

const OK: Judged = Object.freeze({ outcome: 'ok', code: '', message: '' });
/** The code of an answer that came as it should and says something else than expected. */
const UNEXPECTED = 'UNEXPECTED';

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
  const wanted = expected === undefined ? '' : `, not ${[...expected].join(' or ')}`;
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
