import { z } from 'zod';
import { startFields } from '@/lib/runs/start-input';
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

/** For how many days after its end a run keeps what; undefined: for ever. Its summary always stays. */
export interface Retention {
  /** Every request's sample. */
  samplesDays?: number;
  /** Windows, ticks and the target's metrics: what charts are drawn from. */
  secondsDays?: number;
}

export interface RetentionSaving {
  runs: number;
  rows: number;
  /** About. */
  bytes: number;
}

/** What a retention would take now. */
export interface RetentionPreview {
  samples: RetentionSaving;
  seconds: RetentionSaving;
  /** Ended runs that are kept whole: pinned ones and baselines. */
  keptWhole: number;
}

/** What a schedule starts: a scenario's slug at a size, or the suite; the target by its name. */
export const scheduledStartSchema = z.discriminatedUnion('kind', [
  startFields
    .pick({ users: true, ratePerSecond: true, durationMs: true, confirmHost: true })
    .extend({
      kind: z.literal('scenario'),
      scenario: z.string().min(1, 'is required.'),
      target: z.string().min(1, 'is required.'),
      profile: z.string().optional(),
    }),
  startFields.pick({ confirmHost: true }).extend({
    kind: z.literal('suite'),
    target: z.string().min(1, 'is required.'),
    quick: z.boolean().default(false),
  }),
]);

export type ScheduledStart = z.output<typeof scheduledStartSchema>;

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

export interface DeliveryView {
  id: number;
  event: string;
  /** "Run 12 failed: Light on Reference service". */
  title: string;
  status: 'waiting' | 'sent' | 'failed';
  attempts: number;
  lastError?: string;
  createdAt: string;
  nextAttemptAt?: string;
}

/** A channel without what must stay on the server: of its address the host, of its secret that there is one. */
export interface ChannelView {
  id: number;
  name: string;
  kind: ChannelKind;
  host: string;
  hasSecret: boolean;
  events: ChannelEvent[];
  enabled: boolean;
  /** The latest first. */
  deliveries: DeliveryView[];
}

/** Usual times; their expressions are five fields: minute, hour, day of month, month, day of week. */
export const CRON_PRESETS = [
  { name: 'Every hour', cron: '0 * * * *' },
  { name: 'Every night at 02:00', cron: '0 2 * * *' },
  { name: 'Weekdays at 06:00', cron: '0 6 * * 1-5' },
  { name: 'Every Monday at 03:00', cron: '0 3 * * 1' },
  { name: 'On the first day of every month at 03:00', cron: '0 3 1 * *' },
  { name: 'On the first day of every quarter at 04:00', cron: '0 4 1 1,4,7,10 *' },
] as const;

export interface DeliveryView {
  id: number;
  event: string;
  /** "Run 12 failed: Light on Reference service". */
  title: string;
  status: 'waiting' | 'sent' | 'failed';
  attempts: number;
  lastError?: string;
  createdAt: string;
  nextAttemptAt?: string;
}

/** A channel without what must stay on the server: of its address the host, of its secret that there is one. */
export interface ChannelView {
  id: number;
  name: string;
  kind: ChannelKind;
  host: string;
  hasSecret: boolean;
  events: ChannelEvent[];
  enabled: boolean;
  /** The latest first. */
  deliveries: DeliveryView[];
}

/** When a schedule would start, before there is one. */
export interface TimesPreview {
  words: string;
  /** The next ones, ISO 8601. */
  next: string[];
}

/** For how many days after its end a run keeps what; undefined: for ever. Its summary always stays. */
export interface Retention {
  /** Every request's sample. */
  samplesDays?: number;
  /** Windows, ticks and the target's metrics: what charts are drawn from. */
  secondsDays?: number;
}

export interface RetentionSaving {
  runs: number;
  rows: number;
  /** About. */
  bytes: number;
}

/** What a retention would take now. */
export interface RetentionPreview {
  samples: RetentionSaving;
  seconds: RetentionSaving;
  /** Ended runs that are kept whole: pinned ones and baselines. */
  keptWhole: number;
}
