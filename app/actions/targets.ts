'use server';

import { allowHost, disallowHost } from '@/lib/targets/allowed-hosts';
import { deleteTarget, saveTarget, testTarget } from '@/lib/targets/targets';
import { action, number, query, text } from './action';

/** Adds or changes a target, and goes back to the list. */
export const saveTargetAction = action(
  'target.save',
  (store, data: FormData) =>
    saveTarget(store, {
      id: number(data, 'id'),
      name: text(data, 'name'),
      url: text(data, 'url'),
      token: text(data, 'token'),
      removeToken: data.has('removeToken'),
      metricsUrl: text(data, 'metricsUrl'),
      traceUrl: text(data, 'traceUrl'),
      sharedLoad: data.has('sharedLoad'),
    }),
  { goTo: () => '/targets' },
);

/** One real call to a target, stored (`id`) or just being entered (`url`, `token`). */
export const testTargetAction = query('target.test', async (store, data: FormData) => {
  const check = await testTarget(store, {
    id: number(data, 'id'),
    url: text(data, 'url'),
    token: text(data, 'token'),
  });
  return { status: 'checked' as const, check };
});

export const deleteTargetAction = action('target.delete', (store, id: number) =>
  deleteTarget(store, Number(id)),
);

/** Allows load and notifications to a host. */
export const allowHostAction = action('host.allow', (store, data: FormData) =>
  allowHost(store, { host: text(data, 'host'), note: text(data, 'note') }),
);

export const disallowHostAction = action('host.disallow', (store, host: string) =>
  disallowHost(store, String(host)),
);
