import type { Call, JobCall } from '@/lib/engine/users/behaviour';
import type { CallTimes, JobLives } from '@/lib/engine/users/job-life/job-lives';
import { isOutcomeUnknown } from '@/lib/engine/users/training-api/methods';
import {
  jobIdOf,
  readCancel,
  readJob,
  readTrajectories,
} from '@/lib/engine/users/training-api/replies';
import type { RpcReply } from '@/lib/engine/users/training-api/rpc';
import type { OutgoingCall } from './behaviour';
import { type Classified, classifyReply } from './classify-reply';
import type { Recorder } from './recorder';
import type { NoticeWatch } from './timing/notice-watch';
import type { TraceContext } from './transport/trace-context';
import type { Reply, Transport } from './transport/transport';

export interface Exchanges {
  readonly inFlight: number;
  /**
   * Sends a call that was meant to start at `intendedMs`, records its sample and lets it learn. Whatever
   * the service does is a sample; it rejects only when that could not be recorded. `queued`: since when it
   * has waited for others to end, as of `NoticeWatch.busyMs`.
   */
  exchange(call: OutgoingCall, intendedMs: number, queued?: number): Promise<void>;
}

export interface ExchangeOptions {
  transport: Transport;
  recorder: Recorder;
  /** Told of every call that asks something of a training job. */
  lives?: JobLives;
  /** Where requests are traced. */
  tracing?: TraceContext;
  /** Now, ms from the run's start. */
  nowMs: () => number;
  notice: NoticeWatch;
  /** Called when no request is in flight any more. */
  onIdle: () => void;
}

/** Calls on their way out and back. */
export function createExchanges({
  transport,
  recorder,
  lives,
  tracing,
  nowMs,
  notice,
  onIdle,
}: ExchangeOptions): Exchanges {
  let inFlight = 0;
  return {
    get inFlight() {
      return inFlight;
    },
    async exchange(call, intendedMs, queued) {
      inFlight += 1;
      const stamped = tracing?.stamp(call);
      const askedMs = nowMs();
      const busyMs = notice.busyMs;
      const sending = transport.send(stamped?.request ?? call);
      const writingMs = nowMs() - askedMs;
      const reply = await sending;
      const endedMs = nowMs();
      // Afterwards: what keeps the thread from reading the clock, it may have kept from noticing.
      const unseenMs = notice.notice();
      inFlight -= 1;
      const classified = classify(call, reply);
      const phases = reply.kind === 'response' ? reply.phases : undefined;
      // Waiting for a connection is not the service's time.
      const waitedMs = queuedMsOf(reply);
      const sentMs = askedMs + waitedMs;
      const whileMs = notice.busyMs - busyMs;
      const lateMs = askedMs - intendedMs;
      // What had to wait for others to end was late through the generator only as far as that was busy.
      const ownLateMs = queued === undefined ? lateMs : Math.min(lateMs, busyMs - queued);
      const laterMs = transport.defersWrites ? whileMs : Math.min(inTurnsMs(reply), whileMs);
      const serviceMs = KERNEL_MS + writingMs + unseenMs + laterMs;
      const error = { serviceMs, lateMs: ownLateMs + Math.min(waitedMs, whileMs) };
      const times = { intendedMs, sentMs, endedMs, error };
      recorder.record(call.endpoint, classified, times, phases, stamped?.trace);
      if (!('judge' in call)) {
        const bytes = reply.kind === 'response' ? reply.bytes : 0;
        if (lives !== undefined) observeCall(lives, call, classified.rpc, times, bytes);
        if (classified.rpc !== undefined) call.learn?.(classified.rpc);
      }
      if (inFlight === 0) onIdle();
    },
  };
}

/** A plan's own request judges its answers itself; of a training call it is the protocol that decides. */
function classify(call: OutgoingCall, reply: Reply): Classified {
  if (!('judge' in call) || reply.kind !== 'response') return classifyReply(call.endpoint, reply);
  const { outcome, code, message } = call.judge(reply);
  return { outcome, locustFailed: outcome !== 'ok', code, message };
}

/** For the system's own part in sending and waking, which no account of the thread shows. */
const KERNEL_MS = 0.1;
/** Bytes that come in one read, at most. */
const ONE_READ = 65_536;

/** How much of a request's time took several turns of the event loop, each of which may have been late, ms. */
function inTurnsMs(reply: Reply): number {
  if (reply.kind !== 'response') return 0;
  const { connectMs = 0, tlsMs = 0, transferMs } = reply.phases;
  return connectMs + tlsMs + (reply.bytes > ONE_READ ? transferMs : 0);
}

/** How much of a request's time was spent waiting for a connection: no time of the service's. */
function queuedMsOf(reply: Reply): number {
  return (reply.kind === 'response' ? reply.phases.queuedMs : reply.queuedMs) ?? 0;
}

/**
 * Tells `lives` of a call that has ended. To be called for every one: `reply` is undefined where no
 * readable answer came. `bytes` are those of the answer's body. A call that asks nothing of a job is
 * passed over.
 */
export function observeCall(
  lives: JobLives,
  { job }: Call,
  reply: RpcReply | undefined,
  times: CallTimes,
  bytes: number,
): void {
  if (job === undefined) return;
  if (job.kind === 'start') observeStart(lives, reply, times);
  else if (job.kind === 'cancel' && lives.follows(job.jobId))
    lives.onCancel(job.jobId, times, readCancel(reply));
  else if (reply?.kind === 'result') observeResult(lives, job, reply.result, times, bytes);
}

function observeStart(lives: JobLives, reply: RpcReply | undefined, times: CallTimes): void {
  const jobId = reply?.kind === 'result' ? jobIdOf(reply.result) : undefined;
  if (reply?.kind === 'result' && jobId !== undefined)
    lives.onStart(jobId, times, readJob(reply.result));
  else if (reply?.kind === 'result' || isOutcomeUnknown(reply)) lives.onUnansweredStart();
}

function observeResult(
  lives: JobLives,
  { kind, jobId }: Exclude<JobCall, { kind: 'start' }>,
  result: unknown,
  times: CallTimes,
  bytes: number,
): void {
  if (kind === 'export') lives.onExport(jobId, times, bytes, readTrajectories(result).items);
  if (kind === 'status' && lives.follows(jobId)) lives.onStatus(jobId, times, readJob(result));
}
