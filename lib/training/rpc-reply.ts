import { z } from 'zod';

/** What an HTTP answer says in JSON-RPC: a result, an error, an HTTP failure, or nothing of the kind. */
export type RpcReply =
  | { kind: 'result'; result: unknown }
  | { kind: 'rpc-error'; code: number; message: string }
  | { kind: 'http-error'; status: number }
  | { kind: 'malformed'; reason: string };

const errorSchema = z.object({ code: z.number(), message: z.string() });

/** Reads one answer. Never throws: a body that cannot be read is `malformed`, and says why. */
export function readRpcReply(status: number, body: string): RpcReply {
  if (status !== 200) return { kind: 'http-error', status };
  if (body === '') return { kind: 'malformed', reason: 'The body was empty.' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { kind: 'malformed', reason: describeNonJson(body) };
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return { kind: 'malformed', reason: 'The body was JSON, but not a JSON-RPC answer.' };
  if ('result' in parsed && parsed.result !== undefined)
    return { kind: 'result', result: parsed.result };
  const error = errorSchema.safeParse('error' in parsed ? parsed.error : undefined);
  if (error.success) return { kind: 'rpc-error', ...error.data };
  return { kind: 'malformed', reason: 'The body had neither a result nor an error.' };
}

function describeNonJson(body: string): string {
  return /^\s*<(!doctype|html|head|body)/i.test(body)
    ? 'The body was an HTML page, not JSON.'
    : 'The body was not JSON, or was cut off.';
}
