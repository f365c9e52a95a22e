export const SUITE_STATUSES = [
  'queued',
  'running',
  'finished',
  'stopped',
  'interrupted',
  'failed',
] as const;

export type SuiteStatus = (typeof SUITE_STATUSES)[number];

export function hasSuiteEnded(status: SuiteStatus): boolean {
  return status !== 'queued' && status !== 'running';
}
