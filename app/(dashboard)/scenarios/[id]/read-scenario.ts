import { notFound } from 'next/navigation';
import { cache } from 'react';
import { pageStore } from '@/app/access';
import type { ScenarioView } from '@/lib/scenarios/model';
import { getScenario } from '@/lib/scenarios/scenarios';

/** The scenario that a URL names, by id or slug; a 404 when there is none. */
export const readScenario = cache(async (key: string): Promise<ScenarioView> => {
  const scenario = await getScenario(await pageStore(), /^\d{1,9}$/.test(key) ? Number(key) : key);
  return scenario ?? notFound();
});
