import { notFound } from 'next/navigation';
import { pageStore } from '@/app/access';
import { getRun } from '@/lib/runs/get-run';
import { getRunMetrics } from '@/lib/runs/metrics';
import type { RunDetail, RunMetrics } from '@/lib/runs/model';

/** The run that a URL names; a 404 when there is none. */
export async function readRun(number: string): Promise<RunDetail> {
  if (!/^\d{1,9}$/.test(number)) notFound();
  const run = await getRun(await pageStore(), Number(number));
  return run ?? notFound();
}

/** What the run's target told of itself. */
export async function readRunMetrics(number: string): Promise<RunMetrics> {
  return (await getRunMetrics(await pageStore(), Number(number))) ?? notFound();
}
