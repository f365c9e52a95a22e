import type { LoadPlan } from '@/lib/plan/load-plan';
import type { UserRamp } from '@/lib/schedule/user-ramp';
import { createRandom } from '@/lib/stats/random';
import type { Behaviour, Call, RunMemory } from '@/lib/training/behaviour';
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
  /** Called when a user's sample could not be recorded: the run cannot go on. */
  onFault: (error: unknown) => void;
}

/** The closed model's users: they come and go with the ramp, ask, wait, and ask again. */
export class VirtualUsers {
  private readonly users: VirtualUser[] = [];
  private readonly due = new DueQueue<VirtualUser>();
  private spawned = 0;
  private retired = 0;
  private rampStartMs = 0;
  private nextSpawnMs = Number.POSITIVE_INFINITY;
  private nextRetirementMs = Number.POSITIVE_INFINITY;

  constructor(private readonly options: VirtualUsersOptions) {}

  get activeUsers(): number {
    return this.users.length;
  }

  /** When there is next something to do; infinity when nothing is left. */
  get nextAtMs(): number {
    const dueMs = this.due.nextAtMs ?? Number.POSITIVE_INFINITY;
    return Math.min(dueMs, this.nextSpawnMs, this.nextRetirementMs);
  }

  /** Lets the ramp begin. */
  start(atMs: number): void {
    this.rampStartMs = atMs;
    this.lookAhead();
  }

  /** No user asks anything more; requests in flight are left to end. */
  stop(): void {
    for (const user of this.users) user.state = 'retired';
    this.users.length = 0;
    this.due.clear();
    this.nextSpawnMs = Number.POSITIVE_INFINITY;
    this.nextRetirementMs = Number.POSITIVE_INFINITY;
  }

  /** Does everything that is due. */
  turn(nowMs: number): void {
    while (this.nextSpawnMs <= nowMs) this.spawn();
    while (this.nextRetirementMs <= nowMs) this.retire();
    for (let next = this.due.popDue(nowMs); next !== undefined; next = this.due.popDue(nowMs))
      this.act(next.item, next.atMs);
  }

  private lookAhead(): void {
    const { spawns, retirements } = this.options.ramp;
    const next = (rampMs = Number.POSITIVE_INFINITY) => this.rampStartMs + rampMs;
    this.nextSpawnMs = next(spawns.arrivalAt(this.spawned));
    this.nextRetirementMs = next(retirements.arrivalAt(this.retired));
  }

  private spawn(): void {
    const { plan, seed, memory } = this.options;
    const atMs = this.nextSpawnMs;
    this.spawned += 1;
    this.lookAhead();
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
    this.lookAhead();
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
        void this.ask(user, task.call, intendedMs);
    }
  }

  /** Never rejects. */
  private async ask(user: VirtualUser, call: Call, intendedMs: number): Promise<void> {
    try {
      await this.options.exchanges.exchange(call, intendedMs);
      if (user.state !== 'asking') return;
      user.state = 'waiting';
      this.pause(user, 0);
    } catch (error) {
      this.options.onFault(error);
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
    const earlier = atMs < this.nextAtMs;
    this.due.push(atMs, user);
    if (earlier) this.options.onEarlier();
  }
}
