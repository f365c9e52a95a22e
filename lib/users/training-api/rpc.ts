import { fieldsOf, numberOf, textOf } from './fields';

/** What an HTTP answer says in JSON-RPC: a result, an error, an HTTP failure, or nothing of the kind. */
export type RpcReply =
  | { kind: 'result'; result: unknown }
  | { kind: 'rpc-error'; code: number; message: string }
  | { kind: 'http-error'; status: number }
  | { kind: 'malformed'; reason: string };

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
  const answer = fieldsOf(parsed);
  if (answer === undefined)
    return { kind: 'malformed', reason: 'The body was JSON, but not a JSON-RPC answer.' };
  // Some services send both, the one that does not apply as null: an error counts first.
  if (answer.error !== undefined && answer.error !== null) return readError(answer.error);
  if (answer.result !== undefined) return { kind: 'result', result: answer.result };
  return { kind: 'malformed', reason: 'The body had neither a result nor an error.' };
}

/** Some services keep what was wrong in `data.details`, and say no more than "Internal error". */
function readError(error: unknown): RpcReply {
  const code = numberOf(error, 'code');
  if (code === undefined)
    return { kind: 'malformed', reason: 'The body had an error without a code.' };
  const details = textOf(fieldsOf(error)?.data, 'details');
  const said = [textOf(error, 'message'), details].filter((text) => text !== undefined);
  return { kind: 'rpc-error', code, message: said.join(': ') };
}

function describeNonJson(body: string): string {
  return /^\s*<(!doctype|html|head|body)/i.test(body)
    ? 'The body was an HTML page, not JSON.'
    : 'The body was not JSON, or was cut off.';
}
