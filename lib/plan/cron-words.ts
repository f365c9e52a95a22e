import cronstrue from 'cronstrue';
import { CRON_PRESETS } from './cron-presets';

/** A cron expression as people say it: "Every night at 02:00", "At 14:30, Monday through Friday". */
export function cronWords(cron: string): string {
  const preset = CRON_PRESETS.find((one) => one.cron === cron.trim().replace(/\s+/g, ' '));
  if (preset !== undefined) return preset.name;
  return cronstrue.toString(cron, { use24HourTimeFormat: true, throwExceptionOnParseError: false });
}
