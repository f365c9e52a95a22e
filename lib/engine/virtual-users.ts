import type { LoadPlan } from '@/lib/plan/load-plan';
import type { UserRamp } from '@/lib/schedule/user-ramp';
import { createRandom } from '@/lib/stats/random';
import type { Behaviour, RunMemory } from '@/lib/training/behaviour';
import { chooseKind } from './choose-kind';
import { DueQueue } from './due-queue';
import type { Exchanges } from './exchange-calls';
import type { Recorder } from './recorder';

type UserState = 'waiting' | 'asking' | 'retired';

interface VirtualUser {
  behaviour: Behaviour;
  state: UserState;
}

// A user without any pause, whose every task is skipped, must not keep the generator from all else.
const MIN_PAUSE_AFTER_SKIP_MS = 10;

export interface VirtualUsersOptions {
  plan: LoadPlan;
  seed: number;
  ramp: UserRamp;
  memory: RunMemory;
  exchanges: Exchanges;
  recorder: Recorder;
  /** Now, ms from the run's start. */
  nowMs: () => number;
  /** Called when something is due earlier than `nextAtMs` said before. */
  onEarlier: () => void;
}

/** The closed model's users: they come and go with the ramp, ask, wait, and ask again. */
export class VirtualUsers {
  private readonly users: VirtualUser[] = [];
  private readonly due = new DueQueue<VirtualUser>();
  private spawned = 0;
  private retired = 0;
  private rampStartMs = 0;
  private open = false;

  constructor(private readonly options: VirtualUsersOptions) {}

  get activeUsers(): number {
    return this.users.length;
  }

  /** When there is next something to do; undefined when nothing is left. */
  get nextAtMs(): number | undefined {
    const { spawns, retirements } = this.options.ramp;
    const instants = [
      this.due.nextAtMs,
      this.onRunClock(spawns.arrivalAt(this.spawned)),
      this.onRunClock(retirements.arrivalAt(this.retired)),
    ].filter((atMs) => atMs !== undefined);
    return this.open && instants.length > 0 ? Math.min(...instants) : undefined;
  }

  start(atMs: number): void {
    this.rampStartMs = atMs;
    this.open = true;
  }

  /** No user asks anything more; requests in flight are left to end. */
  stop(): void {
    this.open = false;
    for (const user of this.users) user.state = 'retired';
    this.users.length = 0;
    this.due.clear();
  }

  /** Does everything that is due. */
  turn(nowMs: number): void {
    if (!this.open) return;
    const { spawns, retirements } = this.options.ramp;
    for (;;) {
      const atMs = this.onRunClock(spawns.arrivalAt(this.spawned));
      if (atMs === undefined || atMs > nowMs) break;
      this.spawn(atMs);
    }
    for (;;) {
      const atMs = this.onRunClock(retirements.arrivalAt(this.retired));
      if (atMs === undefined || atMs > nowMs) break;
      this.retire();
    }
    for (let next = this.due.popDue(nowMs); next !== undefined; next = this.due.popDue(nowMs))
      this.act(next.item, next.atMs);
  }

  private onRunClock(rampMs: number | undefined): number | undefined {
    return rampMs === undefined ? undefined : this.rampStartMs + rampMs;
  }

  private spawn(atMs: number): void {
    const { plan, seed, memory } = this.options;
    this.spawned += 1;
    // Stream 0 is the run's own; each user has the one of its number.
    const random = createRandom(seed, this.spawned);
    const behaviour = chooseKind(plan.users, random()).createUser({
      random,
      memory,
      waitMs: plan.load.waitMs,
    });
    const user: VirtualUser = { behaviour, state: 'waiting' };
    this.users.push(user);
    this.due.push(atMs, user);
  }

  /** The user that came last goes first; a request it has in flight is left to end. */
  private retire(): void {
    this.retired += 1;
    const user = this.users.pop();
    if (user !== undefined) user.state = 'retired';
  }

  private act(user: VirtualUser, intendedMs: number): void {
    if (user.state === 'retired') return;
    const task = user.behaviour.nextTask();
    switch (task.kind) {
      case 'skip':
        this.options.recorder.skip(task.endpoint);
        this.pause(user, MIN_PAUSE_AFTER_SKIP_MS);
        return;
      case 'call':
        user.state = 'asking';
        // Never rejects: a failed request is a sample.
        void this.options.exchanges.exchange(task.call, intendedMs).then(() => {
          if (user.state === 'retired') return;
          user.state = 'waiting';
          this.pause(user, 0);
        });
    }
  }

  private pause(user: VirtualUser, atLeastMs: number): void {
    const nowMs = this.options.nowMs();
    const waitMs = Math.max(atLeastMs, user.behaviour.nextWaitMs());
    if (waitMs === 0) {
      this.act(user, nowMs);
      return;
    }
    const atMs = nowMs + waitMs;
    const earlier = atMs < (this.nextAtMs ?? Number.POSITIVE_INFINITY);
    this.due.push(atMs, user);
    if (earlier) this.options.onEarlier();
  }
}
