'use server';

import { startSearch, stopSearch } from '@/lib/capacity/search/start-search';
import { addTraffic, importTraffic, removeTraffic, TRAFFIC_UNITS } from '@/lib/capacity/traffic';
import { action, number, text } from './action';

/** Queues a search for the safe load, and goes to its page. */
export const startSearchAction = action(
  'search.start',
  (store, data: FormData) =>
    startSearch(store, {
      scenario: number(data, 'scenario'),
      target: number(data, 'target'),
      profile: text(data, 'profile'),
      from: number(data, 'from'),
      to: number(data, 'to'),
      stepMs: number(data, 'stepMs'),
      settleMs: number(data, 'settleMs'),
      resources: number(data, 'resources'),
      confirmHost: text(data, 'confirmHost'),
    }),
  { goTo: ({ id }) => `/capacity/searches/${id}` },
);

/** Stops a search; its steps so far are kept. */
export const stopSearchAction = action('search.stop', (store, id: number) =>
  stopSearch(store, Number(id)),
);

/** Keeps how much real traffic a target had on a day. */
export const addTrafficAction = action('traffic.edit', (store, data: FormData) =>
  addTraffic(store, {
    target: text(data, 'target'),
    unit: text(data, 'unit'),
    at: text(data, 'at'),
    value: number(data, 'value'),
  }),
);

/** Keeps many days of it, all or none. */
export const importTrafficAction = action('traffic.edit', (store, data: FormData) =>
  importTraffic(store, {
    target: text(data, 'target') ?? '',
    unit: TRAFFIC_UNITS.find((known) => known === text(data, 'unit')) ?? 'users',
    text: text(data, 'text') ?? '',
  }),
);

/** Takes an observation out. */
export const removeTrafficAction = action('traffic.edit', (store, id: number) =>
  removeTraffic(store, Number(id)),
);
