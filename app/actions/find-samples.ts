'use server';

import { getStore } from '@/lib/runs/get-store';
import { listSamples } from '@/lib/runs/list-samples';
import type { SampleListPage, SampleListQuery } from '@/lib/runs/sample-list';

/** One page of a run's samples. */
export async function findSamplesAction(
  number: number,
  query: SampleListQuery,
): Promise<SampleListPage> {
  return listSamples(await getStore(), Number(number), query);
}
