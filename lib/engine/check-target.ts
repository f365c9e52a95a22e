import { textOf } from '@/lib/engine/users/training-api/fields';
import { describeTrainingError, METHOD_NOT_FOUND } from '@/lib/engine/users/training-api/methods';
import { type RpcReply, readRpcReply, rpcBody } from '@/lib/engine/users/training-api/rpc';
import { type Connection, maskOf, type TargetEndpoint } from '@/lib/plan/connection';
import { classifyReply } from './classify-reply';
import { createTransport } from './transport/create-transport';
import { adviceFor, isTlsCode, RESPONSE_TOO_LARGE } from './transport/network-error';
import type { Reply } from './transport/transport';

export type TargetCheck =
  | { ok: true; service?: string; version?: string; latencyMs: number }
  | { ok: false; kind: TargetProblem; message: string; advice?: string };

// Harmless calls, from the most to the least telling: not every dialect has the first ones.
const PROBES = [
  ['rpc.version', '{}'],
  ['rpc.ping', '{}'],
  ['training.list_jobs', '{"limit":1,"offset":0}'],
] as const;

/** One real call to a target: what answers there, or in a sentence what is wrong and what to do. */
export async function checkTarget(
  target: TargetEndpoint,
  options: { timeoutMs: number; connection?: Connection },
): Promise<TargetCheck> {
  const mask = maskOf(target);
  const check = await probe(target, options);
  if (!check.ok) return { ...check, message: mask(check.message) };
  const { service, version, ...rest } = check;
  return { ...rest, service: service && mask(service), version: version && mask(version) };
}

async function probe(
  target: TargetEndpoint,
  { timeoutMs, connection }: { timeoutMs: number; connection?: Connection },
): Promise<TargetCheck> {
  const transport = createTransport(target, timeoutMs, connection);
  try {
    let last: TargetCheck | undefined;
    for (const [id, [method, params]] of PROBES.entries()) {
      const startedMs = performance.now();
      const reply = await transport.send({ body: rpcBody(id + 1, method, params) });
      const latencyMs = performance.now() - startedMs;
      const rpc = reply.kind === 'response' ? readRpcReply(reply.status, reply.body) : undefined;
      if (rpc?.kind === 'result') return { ok: true, ...namesIn(rpc.result), latencyMs };
      const advice = adviceFor(classifyReply(method, reply));
      last = { ok: false, ...describeProblem(target.url, method, reply, rpc, timeoutMs), advice };
      if (rpc?.kind !== 'rpc-error' || rpc.code !== METHOD_NOT_FOUND) return last;
    }
    return last ?? { ok: false, kind: 'not-rpc', message: `${target.url} was not called.` };
  } finally {
    await transport.close();
  }
}

function namesIn(result: unknown): { service?: string; version?: string } {
  return {
    service: textOf(result, 'name', 'service'),
    version: textOf(result, 'version', 'service_version'),
  };
}

const TARGET_PROBLEMS = [
  'refused',
  'unknown-host',
  'tls',
  'timeout',
  'connection',
  'credentials',
  'not-found',
  'rate-limited',
  'http',
  'not-rpc',
  'rpc-error',
] as const;

/** What kind of thing is wrong with a target: which field of it to look at, for one. */
type TargetProblem = (typeof TARGET_PROBLEMS)[number];

/** What a call to `url` came to instead of a result, in a sentence that says where. */
function describeProblem(
  url: string,
  method: string,
  reply: Reply,
  rpc: RpcReply | undefined,
  timeoutMs: number,
): { kind: TargetProblem; message: string } {
  switch (reply.kind) {
    case 'timeout':
    case 'aborted':
      return { kind: 'timeout', message: `${url} did not respond within ${timeoutMs / 1000} s.` };
    case 'network-error':
      return networkProblem(url, reply.code, reply.message);
    case 'response':
      return reply.unkept === undefined
        ? answerProblem(url, method, rpc)
        : networkProblem(url, RESPONSE_TOO_LARGE, reply.unkept);
  }
}

function answerProblem(url: string, method: string, rpc: RpcReply | undefined) {
  if (rpc?.kind === 'http-error') return httpProblem(url, rpc.status);
  if (rpc?.kind !== 'rpc-error') {
    const reason = rpc?.kind === 'malformed' ? ` ${rpc.reason}` : '';
    return {
      kind: 'not-rpc',
      message: `${url} responded, but not with JSON-RPC.${reason}`,
    } as const;
  }
  const meaning = describeTrainingError(rpc.code);
  const words = [meaning === undefined ? '' : ` (${meaning})`, rpc.message && `: ${rpc.message}`];
  const message = `${url} returned error ${rpc.code} for ${method}${words.join('')}`;
  return { kind: 'rpc-error', message: `${message.replace(/\.$/, '')}.` } as const;
}

function networkProblem(url: string, code: string, message: string) {
  if (code === 'ECONNREFUSED')
    return { kind: 'refused', message: `Nothing is listening at ${url} (${message}).` } as const;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { kind: 'unknown-host', message: `The host of ${url} was not found.` } as const;
  const kind = isTlsCode(code) ? 'tls' : 'connection';
  return { kind, message: `The call to ${url} failed: ${message} (${code}).` } as const;
}

function httpProblem(url: string, status: number) {
  const suffix = `(HTTP ${status}).`;
  if (status === 401 || status === 403)
    return { kind: 'credentials', message: `${url} rejected the credentials ${suffix}` } as const;
  if (status === 404)
    return {
      kind: 'not-found',
      message: `The service has no endpoint at this path: ${url} ${suffix}`,
    } as const;
  if (status === 429)
    return { kind: 'rate-limited', message: `${url} is rate-limiting requests ${suffix}` } as const;
  return { kind: 'http', message: `${url} returned HTTP ${status}.` } as const;
}
