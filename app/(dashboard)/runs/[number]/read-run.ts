import { notFound } from 'next/navigation';
import type { RunDetail } from '@/lib/live/run-detail';
import { getRun } from '@/lib/runs/get-run';
import { getRunMetrics } from '@/lib/runs/get-run-metrics';
import { getStore } from '@/lib/runs/get-store';
import type { RunMetrics } from '@/lib/runs/run-metrics';

/** The run that a URL names; a 404 when there is none. */
export async function readRun(number: string): Promise<RunDetail> {
  if (!/^\d{1,9}$/.test(number)) notFound();
  const run = await getRun(await getStore(), Number(number));
  return run ?? notFound();
}

/** What the run's target told of itself. */
export async function readRunMetrics(number: string): Promise<RunMetrics> {
  return (await getRunMetrics(await getStore(), Number(number))) ?? notFound();
}
