import { previewTimesAction } from '@/app/actions/preview-times';
import { saveScheduleAction } from '@/app/actions/save-schedule';
import { listProfiles } from '@/lib/runs/list-profiles';
import { listScenarios } from '@/lib/runs/list-scenarios';
import { listTargets } from '@/lib/runs/list-targets';
import type { Store } from '@/lib/store/open-store';

/** What a schedule's form is to choose from. */
export async function formChoices(store: Store) {
  return {
    scenarios: await listScenarios(store),
    targets: await listTargets(store),
    profiles: await listProfiles(store),
    save: saveScheduleAction,
    preview: previewTimesAction,
  };
}
