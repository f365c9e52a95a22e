'use server';

import { revalidatePath } from 'next/cache';
import type { FormState } from '@/components/ui/forms/form-state';
import { addTraffic, importTraffic, removeTraffic, TRAFFIC_UNITS } from '@/lib/capacity/traffic';
import type { LoadUnit } from '@/lib/plan/step-plan';
import { getStore } from '@/lib/store/get-store';
import { attempt } from './action';
import { number, text } from './form-fields';

/** Keeps how much real traffic a target had on a day. */
export async function addTrafficAction(data: FormData): Promise<FormState> {
  const state = await attempt(async () =>
    addTraffic(await getStore(), {
      target: text(data, 'target'),
      unit: text(data, 'unit'),
      at: text(data, 'at'),
      value: number(data, 'value'),
    }),
  );
  revalidatePath('/capacity');
  return state;
}

/** Keeps many days of it, all or none. */
export async function importTrafficAction(data: FormData): Promise<FormState> {
  const state = await attempt(async () =>
    importTraffic(await getStore(), {
      target: text(data, 'target') ?? '',
      unit: unitOf(text(data, 'unit')),
      text: text(data, 'text') ?? '',
    }),
  );
  revalidatePath('/capacity');
  return state;
}

/** Takes an observation out. */
export async function removeTrafficAction(id: number): Promise<FormState> {
  const state = await attempt(async () => removeTraffic(await getStore(), Number(id)));
  revalidatePath('/capacity');
  return state;
}

function unitOf(unit: string | undefined): LoadUnit {
  return TRAFFIC_UNITS.find((known) => known === unit) ?? 'users';
}
