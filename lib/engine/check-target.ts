import type { Connection } from '@/lib/plan/connection';
import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import { rpcBody } from '@/lib/training/rpc-request';
import { textOf } from '@/lib/users/training-api/fields';
import { METHOD_NOT_FOUND } from '@/lib/users/training-api/methods';
import { readRpcReply } from '@/lib/users/training-api/rpc';
import { adviceFor } from './advice-for';
import { classifyReply } from './classify-reply';
import { describeProblem, type TargetProblem } from './target-problem';
import { createTransport } from './transport/create-transport';

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
    return last ?? { ok: false, kind: 'not-rpc', message: `${target.url} was not asked.` };
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
