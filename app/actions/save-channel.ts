'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/forms/form-state';
import { deleteChannel, saveChannel, switchChannel } from '@/lib/automation/channels';
import { testChannel } from '@/lib/runs/test-channel';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';
import { number, text } from './form-fields';

/** Adds or changes a channel, and goes back to the routine. */
export async function saveChannelAction(data: FormData): Promise<FormState> {
  const input = {
    id: number(data, 'id'),
    name: text(data, 'name'),
    kind: text(data, 'kind'),
    url: text(data, 'url'),
    secret: text(data, 'secret'),
    removeSecret: data.has('removeSecret'),
    events: data.getAll('events'),
  };
  const state = await attempt(async () => saveChannel(await getStore(), input));
  if (state.status === 'refused') return state;
  revalidatePath('/routine');
  redirect('/routine');
}

export async function switchChannelAction(id: number, enabled: boolean): Promise<FormState> {
  const state = await attempt(async () => switchChannel(await getStore(), Number(id), enabled));
  revalidatePath('/routine');
  return state;
}

export async function deleteChannelAction(id: number): Promise<FormState> {
  const state = await attempt(async () => deleteChannel(await getStore(), Number(id)));
  revalidatePath('/routine');
  return state;
}

/** One real piece of test news, at once. */
export async function testChannelAction(id: number): Promise<FormState> {
  return attempt(async () => testChannel(await getStore(), Number(id), Date.now()));
}
