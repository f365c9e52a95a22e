import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import {
  deleteChannelAction,
  deleteScheduleAction,
  previewRetentionAction,
  setRetentionAction,
  switchChannelAction,
  switchScheduleAction,
  testChannelAction,
} from '@/app/actions/automation';
import { AutomationPage } from '@/components/automation/automation-page';
import { getAutomation } from '@/lib/automation/get-automation';

export const metadata: Metadata = { title: 'Schedules & notifications' };
export const dynamic = 'force-dynamic';

const actions = {
  switchSchedule: switchScheduleAction,
  deleteSchedule: deleteScheduleAction,
  switchChannel: switchChannelAction,
  testChannel: testChannelAction,
  deleteChannel: deleteChannelAction,
  previewRetention: previewRetentionAction,
  setRetention: setRetentionAction,
};

export default async function Page() {
  return (
    <AutomationPage
      automation={await getAutomation(await pageStore(), Date.now())}
      actions={actions}
    />
  );
}
