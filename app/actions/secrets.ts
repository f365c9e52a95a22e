'use server';

import { deleteSecret, saveSecret } from '@/lib/secrets/secrets';
import { action, text } from './action';

/** Adds or changes a secret; without a value that stays as it is. */
export const saveSecretAction = action('secret.save', (store, data: FormData) =>
  saveSecret(store, {
    name: text(data, 'name'),
    value: text(data, 'value'),
    hosts: (text(data, 'hosts') ?? '').split(/[\s,]+/),
    note: text(data, 'note'),
  }),
);

export const deleteSecretAction = action('secret.delete', (store, name: string) =>
  deleteSecret(store, String(name)),
);
