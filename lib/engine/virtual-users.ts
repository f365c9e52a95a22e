import type { Schedule } from '@/lib/engine/arrivals/schedule';
import type { UserRamp } from '@/lib/engine/arrivals/user-ramp';
import type { OutgoingCall, VirtualUserBehaviour } from './behaviour';
import type { LoadSource } from './load-source';
import type { Recorder } from './recorder';

type UserState = 'waiting' | 'asking' | 'retired';

interface VirtualUser {
  behaviour: VirtualUserBehaviour;
  state: UserState;
}

// A user without any pause, whose every task is skipped, must not keep the generator from all else.
const MIN_PAUSE_AFTER_SKIP_MS = 10;

export interface VirtualUsersOptions {
  ramp: Pick<UserRamp, 'spawns' | 'retirements'>;
  /** This generator's part of so many users. */
  shareOf: (users: number) => number;
  /** A steady change by so many users, for when the load is changed; its instants start at 0. */
  evenly: (count: number) => Schedule;
  /** The mind of the `number`-th user, from 1. */
  createBehaviour: (number: number) => VirtualUserBehaviour;
  /** Sends a call that is due at `intendedMs`. */
  send: (call: OutgoingCall, intendedMs: number) => Promise<void>;
  recorder: Recorder;
  /** Now, in the load's time. */
  nowMs: () => number;
  /** The run's time of a load's time. */
  toRunMs: (loadMs: number) => number;
  /** Called when something is due earlier than `nextAtMs` said before. */
  onEarlier: () => void;
  /** Called when a user's sample could not be recorded: the run cannot go on. */
  onFault: (error: unknown) => void;
}

/** The closed model's users: they come and go with the ramp, ask, wait, and ask again. */
export class VirtualUsers implements LoadSource {
  readonly queued = 0;
  private readonly users: VirtualUser[] = [];
  private readonly due = new DueQueue<VirtualUser>();
  private ramp: VirtualUsersOptions['ramp'];
  private usersEver = 0;
  private spawned = 0;
  private retired = 0;
  private rampStartMs = 0;
  private nextSpawnMs = Number.POSITIVE_INFINITY;
  private nextRetirementMs = Number.POSITIVE_INFINITY;

  constructor(private readonly options: VirtualUsersOptions) {
    this.ramp = options.ramp;
  }

  get activeUsers(): number {
    return this.users.length;
  }

  /** When there is next something to do; infinity when nothing is left. */
  get nextAtMs(): number {
    const dueMs = this.due.nextAtMs ?? Number.POSITIVE_INFINITY;
    return Math.min(dueMs, this.nextSpawnMs, this.nextRetirementMs);
  }

  start(atMs: number): void {
    this.follow(this.ramp, atMs);
  }

  changeTo(users: number, nowMs: number): void {
    const { evenly, shareOf } = this.options;
    const change = shareOf(users) - this.activeUsers;
    const ramp = { spawns: evenly(Math.max(0, change)), retirements: evenly(Math.max(0, -change)) };
    this.follow(ramp, nowMs);
  }

  stop(): void {
    for (const user of this.users) user.state = 'retired';
    this.users.length = 0;
    this.due.clear();
    this.nextSpawnMs = Number.POSITIVE_INFINITY;
    this.nextRetirementMs = Number.POSITIVE_INFINITY;
  }

  turn(nowMs: number): void {
    while (this.nextSpawnMs <= nowMs) this.spawn();
    while (this.nextRetirementMs <= nowMs) this.retire();
    for (let next = this.due.popDue(nowMs); next !== undefined; next = this.due.popDue(nowMs))
      this.act(next.item, next.atMs);
  }

  private follow(ramp: VirtualUsersOptions['ramp'], startMs: number): void {
    this.ramp = ramp;
    this.rampStartMs = startMs;
    this.spawned = 0;
    this.retired = 0;
    this.lookAhead();
  }

  private lookAhead(): void {
    const { spawns, retirements } = this.ramp;
    const next = (rampMs = Number.POSITIVE_INFINITY) => this.rampStartMs + rampMs;
    this.nextSpawnMs = next(spawns.arrivalAt(this.spawned));
    this.nextRetirementMs = next(retirements.arrivalAt(this.retired));
  }

  private spawn(): void {
    const atMs = this.nextSpawnMs;
    this.spawned += 1;
    this.usersEver += 1;
    this.lookAhead();
    const user: VirtualUser = {
      behaviour: this.options.createBehaviour(this.usersEver),
      state: 'waiting',
    };
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
        this.options.recorder.leave(this.options.toRunMs(intendedMs));
        void this.ask(user, task.call, intendedMs);
    }
  }

  /** Never rejects. */
  private async ask(user: VirtualUser, call: OutgoingCall, intendedMs: number): Promise<void> {
    try {
      await this.options.send(call, intendedMs);
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

/** Items by the time they are due, earliest first; of those due together, first in, first out. */
export class DueQueue<T> {
  private readonly heap: { atMs: number; order: number; item: T }[] = [];
  private pushed = 0;

  get size(): number {
    return this.heap.length;
  }

  /** When the first item is due; undefined when there is none. */
  get nextAtMs(): number | undefined {
    return this.heap[0]?.atMs;
  }

  push(atMs: number, item: T): void {
    this.heap.push({ atMs, order: this.pushed++, item });
    this.siftUp(this.heap.length - 1);
  }

  /** Takes the first item if it is due at `nowMs`. */
  popDue(nowMs: number): { atMs: number; item: T } | undefined {
    const first = this.heap[0];
    if (first === undefined || first.atMs > nowMs) return undefined;
    const last = this.heap.pop();
    if (last !== undefined && this.heap.length > 0) {
      this.heap[0] = last;
      this.siftDown();
    }
    return first;
  }

  clear(): void {
    this.heap.length = 0;
  }

  private siftUp(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(at, parent)) return;
      this.swap(at, parent);
      at = parent;
    }
  }

  private siftDown(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      let first = at;
      if (this.before(left, first)) first = left;
      if (this.before(left + 1, first)) first = left + 1;
      if (first === at) return;
      this.swap(at, first);
      at = first;
    }
  }

  private before(a: number, b: number): boolean {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (one === undefined || other === undefined) return false;
    return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
  }

  private swap(a: number, b: number): void {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (one === undefined || other === undefined) return;
    this.heap[a] = other;
    this.heap[b] = one;
  }
}
