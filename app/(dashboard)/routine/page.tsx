import type { Metadata } from 'next';
import {
  deleteChannelAction,
  deleteScheduleAction,
  previewRetentionAction,
  setRetentionAction,
  switchChannelAction,
  switchScheduleAction,
  testChannelAction,
} from '@/app/actions/automation';
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
