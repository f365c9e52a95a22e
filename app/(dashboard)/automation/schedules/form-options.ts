import { previewTimesAction, saveScheduleAction } from '@/app/actions/automation';
import { listProfiles } from '@/lib/profiles/profiles';
import { listScenarios } from '@/lib/scenarios/scenarios';
import type { Store } from '@/lib/store/open-store';
import { listTargets } from '@/lib/targets/targets';

/** What a schedule's form is to choose from. */
export async function scheduleFormOptions(store: Store) {
  return {
    scenarios: await listScenarios(store),
    targets: await listTargets(store),
    profiles: await listProfiles(store),
    save: saveScheduleAction,
    preview: previewTimesAction,
  };
}
