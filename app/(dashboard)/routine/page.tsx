import type { Metadata } from 'next';
import {
  deleteChannelAction,
  switchChannelAction,
  testChannelAction,
} from '@/app/actions/save-channel';
import { deleteScheduleAction, switchScheduleAction } from '@/app/actions/save-schedule';
import { previewRetentionAction, setRetentionAction } from '@/app/actions/set-retention';
import { RoutinePage } from '@/components/routine/routine-page';
import { getRoutine } from '@/lib/runs/get-routine';
import { getStore } from '@/lib/runs/get-store';

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
