import type { Metadata } from 'next';
import { deleteScheduleAction, switchScheduleAction } from '@/app/actions/automation';
import {
  deleteChannelAction,
  switchChannelAction,
  testChannelAction,
} from '@/app/actions/save-channel';
import { previewRetentionAction, setRetentionAction } from '@/app/actions/set-retention';
import { RoutinePage } from '@/components/automation/automation-page';
import { getRoutine } from '@/lib/automation/get-automation';
import { getStore } from '@/lib/store/get-store';

export const metadata: Metadata = { title: 'Routine' };
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
  return <RoutinePage routine={await getRoutine(await getStore(), Date.now())} actions={actions} />;
}
