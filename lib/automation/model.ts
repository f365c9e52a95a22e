import type { ChannelView } from './channels';
import type { Retention, RetentionPreview } from './retention';

/** What happens without anybody's click: starts, news, removal. */
export interface AutomationView {
  schedules: ScheduleView[];
  channels: ChannelView[];
  retention: Retention;
  /** What the retention would take now. */
  saving: RetentionPreview;
  /** Of the store's file, and of that what is free for new runs. */
  storeBytes: { all: number; free: number };
  /** Starts that a schedule had due in the last seven days and that were not made. */
  missed: number;
  /** Without one nothing is started, told or removed. */
  workerAlive: boolean;
}

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

/** What a channel may be told of, with the words by which users choose it. */
export const CHANNEL_EVENTS = {
  'objective-broken': 'A run or a suite violates its objectives',
  'run-failed': 'A run failed or was interrupted',
  'change-point': 'A change point was detected in a trend',
  'schedule-missed': 'A scheduled start was missed or failed',
} as const;

export type ChannelEvent = keyof typeof CHANNEL_EVENTS;
export const CHANNEL_EVENT_NAMES = Object.keys(CHANNEL_EVENTS) as ChannelEvent[];

export const CHANNEL_KINDS = {
  webhook: 'Webhook (signed JSON)',
  slack: 'Slack or Slack-compatible',
} as const;
export type ChannelKind = keyof typeof CHANNEL_KINDS;

/** Usual times; their expressions are five fields: minute, hour, day of month, month, day of week. */
export const CRON_PRESETS = [
  { name: 'Every hour', cron: '0 * * * *' },
  { name: 'Every night at 02:00', cron: '0 2 * * *' },
  { name: 'Weekdays at 06:00', cron: '0 6 * * 1-5' },
  { name: 'Every Monday at 03:00', cron: '0 3 * * 1' },
  { name: 'On the first day of every month at 03:00', cron: '0 3 1 * *' },
  { name: 'On the first day of every quarter at 04:00', cron: '0 4 1 1,4,7,10 *' },
] as const;
