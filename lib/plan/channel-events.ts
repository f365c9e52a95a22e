/** What a channel may be told of, with the words by which users choose it. */
export const CHANNEL_EVENTS = {
  'objective-broken': 'A run or a suite does not meet its objectives',
  'run-failed': 'A run failed, or was interrupted',
  'change-point': 'The trend of like runs has changed',
  'schedule-missed': 'A schedule could not start what was due',
} as const;

export type ChannelEvent = keyof typeof CHANNEL_EVENTS;
export const CHANNEL_EVENT_NAMES = Object.keys(CHANNEL_EVENTS) as ChannelEvent[];

export const CHANNEL_KINDS = {
  webhook: 'Webhook: JSON, signed',
  slack: 'Slack, or anything that takes its messages',
} as const;
export type ChannelKind = keyof typeof CHANNEL_KINDS;
