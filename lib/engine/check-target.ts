import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import { type RpcReply, readRpcReply } from '@/lib/training/rpc-reply';
import { rpcBody } from '@/lib/training/rpc-request';
import { describeErrorCode, METHOD_NOT_FOUND } from '@/lib/training/training-methods';
import { adviceFor } from './advice-for';
import { classifyReply } from './classify-reply';
import type { Reply } from './transport';
import { createUndiciTransport } from './undici-transport';

export type TargetCheck =
  | { ok: true; service?: string; version?: string; latencyMs: number }
  | { ok: false; kind: TargetProblem; message: string; advice?: string };

export type TargetProblem = 'timeout' | 'network' | 'http' | 'not-rpc' | 'rpc-error';

// Harmless calls, from the most to the least telling: not every dialect has the first ones.
const PROBES = [
  ['rpc.version', '{}'],
  ['rpc.ping', '{}'],
  ['training.list_jobs', '{"limit":1,"offset":0}'],
] as const;

/** One real call to a target: what answers there, or in a sentence what is wrong and what to do. */
export async function checkTarget(
  target: TargetEndpoint,
  { timeoutMs }: { timeoutMs: number },
): Promise<TargetCheck> {
  const transport = createUndiciTransport({ target, timeoutMs });
  try {
    let last: TargetCheck | undefined;
    for (const [id, [method, params]] of PROBES.entries()) {
      const startedMs = performance.now();
      const reply = await transport.send({ body: rpcBody(id + 1, method, params) });
      const latencyMs = performance.now() - startedMs;
      const rpc = reply.kind === 'response' ? readRpcReply(reply.status, reply.body) : undefined;
      if (rpc?.kind === 'result') return { ok: true, ...namesIn(rpc.result), latencyMs };
      last = problemOf(target.url, method, reply, rpc, timeoutMs);
      if (rpc?.kind !== 'rpc-error' || rpc.code !== METHOD_NOT_FOUND) return last;
    }
    return last ?? { ok: false, kind: 'not-rpc', message: `${target.url} was not asked.` };
  } finally {
    await transport.close();
  }
}

function namesIn(result: unknown): { service?: string; version?: string } {
  if (typeof result !== 'object' || result === null) return {};
  const fields = result as Record<string, unknown>;
  const text = (...names: string[]) =>
    names.map((name) => fields[name]).find((value) => typeof value === 'string') as
      | string
      | undefined;
  return { service: text('name', 'service'), version: text('version', 'service_version') };
}

function problemOf(
  url: string,
  method: string,
  reply: Reply,
  rpc: RpcReply | undefined,
  timeoutMs: number,
): TargetCheck {
  const { outcome, code, message } = classifyReply(method, reply);
  const advice = adviceFor({ outcome, code, message });
  return { ok: false, ...sentenceOf(url, method, reply, rpc, timeoutMs), advice };
}

function sentenceOf(
  url: string,
  method: string,
  reply: Reply,
  rpc: RpcReply | undefined,
  timeoutMs: number,
): { kind: TargetProblem; message: string } {
  if (reply.kind === 'timeout' || reply.kind === 'aborted')
    return { kind: 'timeout', message: `${url} did not answer within ${timeoutMs / 1000} s.` };
  if (reply.kind === 'network-error')
    return { kind: 'network', message: networkSentence(url, reply.code, reply.message) };
  switch (rpc?.kind) {
    case 'http-error':
      return { kind: 'http', message: httpSentence(url, rpc.status) };
    case 'rpc-error': {
      const meaning = describeErrorCode(rpc.code);
      return {
        kind: 'rpc-error',
        message: `${url} answered ${method} with error ${rpc.code}${meaning ? ` (${meaning})` : ''}: ${rpc.message}.`,
      };
    }
    default:
      return {
        kind: 'not-rpc',
        message:
          `${url} answered, but not in JSON-RPC. ${rpc?.kind === 'malformed' ? rpc.reason : ''}`.trim(),
      };
  }
}

function networkSentence(url: string, code: string, message: string): string {
  if (code === 'ECONNREFUSED') return `Nothing is listening at ${url} (connection refused).`;
  if (code === 'ENOTFOUND') return `The host of ${url} was not found.`;
  return `The call to ${url} failed: ${message} (${code}).`;
}

function httpSentence(url: string, status: number): string {
  if (status === 401 || status === 403) return `${url} refused the credentials (HTTP ${status}).`;
  if (status === 404) return `There is nothing at this path of the service: ${url} (HTTP 404).`;
  if (status === 429) return `${url} limits the rate of requests (HTTP 429).`;
  return `${url} answered with HTTP ${status}.`;
}
