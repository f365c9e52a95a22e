'use server';

import type { SampleListPage, SampleListQuery } from '@/lib/runs/sample-list';
import { listSamples } from '@/lib/runs/samples';
import { getStore } from '@/lib/store/get-store';

/** One page of a run's samples. */
export async function findSamplesAction(
  number: number,
  query: SampleListQuery,
): Promise<SampleListPage> {
  return listSamples(await getStore(), Number(number), query);
}
