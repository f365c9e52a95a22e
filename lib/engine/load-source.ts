/**
 * Decides what is sent when: the users of a closed model, the arrivals of an open one. All its times are
 * the load's (LoadTime), ms. `turn` does everything that is due; `nextAtMs` is when it should next be
 * called, infinity when there is nothing left.
 */
export interface LoadSource {
  readonly activeUsers: number;
  /** Arrivals that wait until there are fewer requests in flight. */
  readonly queued: number;
  readonly nextAtMs: number;
  start(atMs: number): void;
  turn(nowMs: number): void;
  /** Asks nothing more; requests in flight are left to end. */
  stop(nowMs: number): void;
  /** From now on `level` users, or arrivals a second, in place of what the plan says, until `endMs`. */
  changeTo(level: number, nowMs: number, endMs: number): void;
}
