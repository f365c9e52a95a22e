'use server';

import { deleteProfile, saveProfile } from '@/lib/profiles/profiles';
import { action, json, number, text } from './action';

/** Adds or changes an SLA profile, and goes back to the list. */
export const saveProfileAction = action(
  'profile.save',
  (store, data: FormData) =>
    saveProfile(store, {
      id: number(data, 'id'),
      name: text(data, 'name'),
      description: text(data, 'description'),
      objectives: json(data, 'objectives'),
    }),
  { goTo: () => '/profiles' },
);

export const deleteProfileAction = action('profile.delete', (store, id: number) =>
  deleteProfile(store, Number(id)),
);
