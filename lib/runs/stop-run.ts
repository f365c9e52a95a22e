import { PlimsollError } from '@/lib/core/errors';
import type { LoadChange } from '@/lib/engine/run-load';
import { parsePlan } from '@/lib/plan/parse-plan';
import { PLAN_LIMITS } from '@/lib/plan/schema-parts';
import type { Store } from '@/lib/store/open-store';
import { hasEnded, type RunStatus } from './model';

/** `now` cuts requests off (they become *aborted*); `gracefully` lets those in flight end. */
export type StopMode = 'now' | 'gracefully';

/**
 * Asks for a run's stop: a row that its worker reads within a second. A queued run is stopped at
 * once. Throws `not-found`, or `conflict` when the run has ended.
 */
export async function stopRun(store: Store, number: number, mode: StopMode): Promise<void> {
  const { prisma } = store;
  const stopped = await prisma.run.updateMany({
    where: { id: number, status: 'queued' },
    data: { status: 'stopped', stopMode: mode, endedAt: new Date() },
  });
  if (stopped.count > 0) return;
  const stopping = await prisma.run.updateMany({
    where: { id: number, status: { in: ['running', 'stopping'] } },
    data: { status: 'stopping', stopMode: mode },
  });
  if (stopping.count > 0) return;
  const run = await prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (hasEnded(run.status as RunStatus))
    throw new PlimsollError('conflict', `Run ${number} has already ended (${run.status}).`);
}

/**
 * Asks for a change of a run's load: a row that its worker reads within a second, and that stays as a mark
 * on the run's charts. Throws `not-found`, `invalid-input`, or `conflict` when the run is not running.
 */
export async function changeLoad(store: Store, number: number, change: LoadChange): Promise<void> {
  const run = await store.prisma.run.findUnique({ where: { id: number } });
  if (run === null) throw new PlimsollError('not-found', `There is no run ${number}.`);
  if (run.status !== 'running')
    throw new PlimsollError(
      'conflict',
      `Run ${number} is ${run.status}: its load can only be changed while it is running.`,
    );
  const { model } = parsePlan(JSON.parse(run.plan)).load;
  const level = change.kind === 'level' ? checkLevel(model, change.level) : null;
  await store.prisma.runMark.create({ data: { runId: number, kind: change.kind, level } });
}

function checkLevel(model: 'closed' | 'open', level: number): number {
  const isUsers = model === 'closed';
  const max = isUsers ? PLAN_LIMITS.users : PLAN_LIMITS.ratePerSecond;
  const isValid = level >= 0 && level <= max && (!isUsers || Number.isInteger(level));
  if (isValid) return level;
  const what = isUsers ? 'Users must be a whole number' : 'Requests per second must be a number';
  const message = `${what} from 0 to ${max.toLocaleString('en')}.`;
  throw new PlimsollError('invalid-input', message, [{ path: 'level', message }]);
}
