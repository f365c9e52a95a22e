import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { ScenarioView } from '@/lib/scenarios/model';
import { getScenario } from '@/lib/scenarios/scenarios';
import { getStore } from '@/lib/store/get-store';

/** The scenario that a URL names, by id or slug; a 404 when there is none. */
export const readScenario = cache(async (key: string): Promise<ScenarioView> => {
  const scenario = await getScenario(await getStore(), /^\d{1,9}$/.test(key) ? Number(key) : key);
  return scenario ?? notFound();
});
