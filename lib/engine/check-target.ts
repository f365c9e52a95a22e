import type { Connection } from '@/lib/plan/connection';
import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import { textOf } from '@/lib/training/fields';
import { readRpcReply } from '@/lib/training/rpc-reply';
import { rpcBody } from '@/lib/training/rpc-request';
import { METHOD_NOT_FOUND } from '@/lib/training/training-methods';
import { adviceFor } from './advice-for';
import { classifyReply } from './classify-reply';
import { createTransport } from './create-transport';
import { describeProblem, type TargetProblem } from './target-problem';

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
