import { METHODS } from '@/lib/plan/figures';
import { rpcCallIn } from '@/lib/testing/rpc-call';
import type { Clock } from '../timing/clock';
import type { Reply, ResponseReply, Transport } from '../transport/transport';

export interface SentCall {
  atMs: number;
  method: string;
  params: Record<string, unknown>;
}

/** A service in a test's own time: answers each call after `delayMs` with what `answer` says. */
export function createScriptedTransport(
  clock: Clock,
  delayMs: number,
  answer: (call: SentCall) => Reply = jobAnswers(),
): Transport & { sent: SentCall[]; isClosed(): boolean } {
  const underWay = new Set<() => void>();
  const sent: SentCall[] = [];
  let closed = false;
  return {
    sent,
    isClosed: () => closed,
    send({ body = '{}' }) {
      const { method, params } = rpcCallIn(body);
      const call = { atMs: clock.now(), method, params };
      sent.push(call);
      return new Promise((resolve) => {
        const settle = (reply: Reply) => {
          underWay.delete(abort);
          forget();
          resolve(reply);
        };
        const abort = () => settle({ kind: 'aborted' });
        const forget = clock.wakeAt(clock.now() + delayMs, () => settle(answer(call)));
        underWay.add(abort);
      });
    },
    abort() {
      for (const abort of [...underWay]) abort();
    },
    async close() {
      this.abort();
      closed = true;
    },
  };
}

/** A complete answer, whatever is not told of no account. */
export const responseReply = (status: number, body: string): ResponseReply => ({
  kind: 'response',
  status,
  headers: {},
  body,
  bytes: Buffer.byteLength(body),
  phases: {
    queuedMs: undefined,
    connectMs: undefined,
    tlsMs: undefined,
    firstByteMs: 1,
    transferMs: 0,
  },
});

export const resultReply = (result: unknown): Reply =>
  responseReply(200, JSON.stringify({ jsonrpc: '2.0', id: 1, result }));

/** Starts get a new job each, and jobs never end. */
function jobAnswers(): (call: SentCall) => Reply {
  let jobs = 0;
  return ({ method }) =>
    resultReply(method === METHODS.start ? { job_id: `job-${++jobs}` } : { status: 'running' });
}
