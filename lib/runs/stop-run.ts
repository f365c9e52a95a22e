import { PlimsollError } from '@/lib/core/errors';
import type { LoadChange, StopMode } from '@/lib/engine/load-options';
import { PLAN_LIMITS } from '@/lib/plan/schema-parts';
import type { Store } from '@/lib/store/open-store';
import { requestStop } from '@/lib/store/queue/queue';
import { planOf } from '@/lib/store/rows';
import { installationLimits } from './installation-limits';

/**
 * Asks for a run's stop: a row that its worker reads within a second. A queued run is stopped at
 * once. Throws `not-found`, or `conflict` when the run has ended.
 */
export async function stopRun(store: Store, number: number, mode: StopMode): Promise<void> {
  await requestStop(store, 'run', number, mode);
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
  const { model } = planOf(run).load;
  const level = change.kind === 'level' ? checkLevel(model, change.level) : null;
  await store.prisma.runMark.create({ data: { runId: number, kind: change.kind, level } });
}

function checkLevel(model: 'closed' | 'open', level: number): number {
  const isUsers = model === 'closed';
  const limits = installationLimits();
  const max = isUsers
    ? Math.min(PLAN_LIMITS.users, limits.users ?? Number.POSITIVE_INFINITY)
    : Math.min(PLAN_LIMITS.ratePerSecond, limits.ratePerSecond ?? Number.POSITIVE_INFINITY);
  const isValid = level >= 0 && level <= max && (!isUsers || Number.isInteger(level));
  if (isValid) return level;
  const what = isUsers ? 'Users must be a whole number' : 'Requests per second must be a number';
  const message = `${what} from 0 to ${max.toLocaleString('en')}.`;
  throw new PlimsollError('invalid-input', message, [{ path: 'level', message }]);
}
