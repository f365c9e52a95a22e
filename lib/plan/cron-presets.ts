/** Usual times; their expressions are five fields: minute, hour, day of month, month, day of week. */
export const CRON_PRESETS = [
  { name: 'Every hour', cron: '0 * * * *' },
  { name: 'Every night at 02:00', cron: '0 2 * * *' },
  { name: 'Workdays at 06:00', cron: '0 6 * * 1-5' },
  { name: 'Every Monday at 03:00', cron: '0 3 * * 1' },
  { name: 'On the first of each month at 03:00', cron: '0 3 1 * *' },
  { name: 'Every quarter, on its first day at 04:00', cron: '0 4 1 1,4,7,10 *' },
] as const;
