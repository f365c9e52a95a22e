/** What a schedule starts. */
export type ScheduledStart =
  | {
      kind: 'scenario';
      /** A scenario's slug. */
      scenario: string;
      target: string;
      users?: number;
      ratePerSecond?: number;
      durationMs?: number;
      profile?: string;
    }
  | { kind: 'suite'; target: string; quick: boolean };

export type FiringStatus = 'starting' | 'started' | 'skipped' | 'missed' | 'failed';

export interface FiringView {
  dueAt: string;
  status: FiringStatus;
  run?: number;
  suite?: number;
  note?: string;
}

export interface ScheduleView {
  id: number;
  name: string;
  enabled: boolean;
  cron: string;
  timeZone: string;
  jitterMs: number;
  skipIfRunning: boolean;
  start: ScheduledStart;
  /** The cron expression in words. */
  when: string;
  /** What is started, in words: "Moderate on Reference service, 50 users, 30 s". */
  what: string;
  /** When it is started next, its jitter included. */
  nextAt?: string;
  /** The latest first. */
  firings: FiringView[];
}
