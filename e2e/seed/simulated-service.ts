import type { Clock } from '@/lib/engine/timing/clock';
import type { Reply, Transport } from '@/lib/engine/transport/transport';
import { METHODS } from '@/lib/plan/figures';
import { createRandom } from '@/lib/stats/random';

/** How a simulated training service behaves; times in ms. */
export interface ServiceTraits {
  seed: number;
  /** The median service time of a call with nothing else to do. */
  medianMs?: number;
  /** Spread of the service time: sigma of its logarithm. */
  sigma?: number;
  /** Calls at once that do not slow each other down. */
  slots?: number;
  /** Of 1: answered with an RPC error. */
  errorShare?: number;
  /** Nothing listens at its address. */
  isGone?: boolean;
}

const JOB_MS = { queued: 200, running: 1500 };
/** What a call costs, as a multiple of the median. */
const COSTS: Record<string, number> = { [METHODS.start]: 1.6, [METHODS.export]: 2.4 };

interface Asked {
  id: number;
  method: string;
  params: { job_id?: string };
}

/** A training service in a simulation's own time: jobs come and go, calls slow each other down. */
export function createSimulatedService(clock: Clock, traits: ServiceTraits): Transport {
  const { seed, medianMs = 20, sigma = 0.3, slots = 200, errorShare = 0, isGone } = traits;
  const random = createRandom(seed);
  const jobs = new Map<string, { startedMs: number; cancelled: boolean }>();
  const underWay = new Set<() => void>();
  let connected = 0;

  /** Log-normal, by Box and Muller. */
  const serviceMs = (method: string) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const crowding = 1 + Math.max(0, underWay.size - slots) / slots;
    return medianMs * (COSTS[method] ?? 1) * Math.exp(sigma * normal) * crowding;
  };

  const stateOf = (id: string) => {
    const job = jobs.get(id);
    if (job === undefined) return undefined;
    if (job.cancelled) return 'cancelled';
    const ageMs = clock.now() - job.startedMs;
    if (ageMs < JOB_MS.queued) return 'queued';
    return ageMs < JOB_MS.queued + JOB_MS.running ? 'running' : 'completed';
  };

  const resultOf = ({ method, params: { job_id = '' } }: Asked): object => {
    switch (method) {
      case METHODS.start: {
        const id = `job-${seed}-${jobs.size + 1}`;
        jobs.set(id, { startedMs: clock.now(), cancelled: false });
        return { job_id: id, status: 'queued' };
      }
      case METHODS.status:
        return { job_id, status: stateOf(job_id) ?? 'running', progress: progressOf(job_id) };
      case METHODS.cancel: {
        const job = jobs.get(job_id);
        if (job !== undefined) job.cancelled = true;
        return { success: true, job_id, status: 'cancelled' };
      }
      case METHODS.export:
        return { trajectories: trajectories(), total_count: 8, has_more: false };
      default:
        return { pong: true };
    }
  };

  const progressOf = (id: string) => {
    const ageMs = clock.now() - (jobs.get(id)?.startedMs ?? clock.now());
    const share = Math.min(1, Math.max(0, (ageMs - JOB_MS.queued) / JOB_MS.running));
    return { current_iteration: Math.floor(share * 4), total_iterations: 4 };
  };

  const trajectories = () =>
    Array.from({ length: 8 }, (_, index) => ({
      trajectory_id: `t-${index}`,
      reward: random(),
      execution_time_ms: 80 + random() * 60,
    }));

  const replyTo = (asked: Asked, tookMs: number, isFirst: boolean): Reply => {
    const said =
      random() < errorShare
        ? { error: { code: -32005, message: 'Training capacity exhausted' } }
        : { result: resultOf(asked) };
    const body = JSON.stringify({ jsonrpc: '2.0', id: asked.id, ...said });
    const connectMs = isFirst ? 0.4 : undefined;
    const transferMs = tookMs * 0.02;
    return {
      kind: 'response',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body,
      bytes: Buffer.byteLength(body),
      phases: { connectMs, firstByteMs: tookMs - transferMs - (connectMs ?? 0), transferMs },
    };
  };

  const refused: Reply = {
    kind: 'network-error',
    code: 'ECONNREFUSED',
    message: 'connection refused',
  };

  return {
    send({ body = '{}' }) {
      const asked = JSON.parse(body) as Asked;
      const tookMs = isGone ? 0.3 : serviceMs(asked.method);
      const isFirst = underWay.size >= connected;
      if (isFirst) connected = underWay.size + 1;
      return new Promise((resolve) => {
        const settle = (reply: Reply) => {
          underWay.delete(abort);
          forget();
          resolve(reply);
        };
        const abort = () => settle({ kind: 'aborted' });
        const forget = clock.wakeAt(clock.now() + tookMs, () =>
          settle(isGone ? refused : replyTo(asked, tookMs, isFirst)),
        );
        underWay.add(abort);
      });
    },
    abort() {
      for (const abort of [...underWay]) abort();
    },
    async close() {
      this.abort();
    },
  };
}
