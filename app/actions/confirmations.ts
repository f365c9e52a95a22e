'use server';

import { addPairs, startConfirmation, stopConfirmation } from '@/lib/confirmations/confirmations';
import { action, typed } from './action';

/** Queues interleaved repeats of two runs, and goes to their page. */
export const startConfirmationAction = action(
  'confirmation.start',
  (store, request: unknown) => startConfirmation(store, request),
  { goTo: ({ id }) => `/confirmations/${id}` },
);

/** Stops what is left of them. */
export const stopConfirmationAction = action('confirmation.stop', (store, id: number) =>
  stopConfirmation(store, Number(id)),
);

/** Queues more of them. */
export const addPairsAction = action(
  'confirmation.start',
  (store, id: number, pairs: number, confirmHost?: string) =>
    addPairs(store, Number(id), Number(pairs), typed(confirmHost)),
);
