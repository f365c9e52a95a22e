'use server';

import { startSuite, stopSuite } from '@/lib/suites/suites';
import { action, typed } from './action';

/** Queues the suite, or some of its benchmarks, on a stored target, and goes to its page. */
export const startSuiteAction = action(
  'suite.start',
  (store, target: number, quick: boolean, benchmarks?: readonly number[], confirmHost?: string) =>
    startSuite(store, { target, quick, benchmarks, confirmHost: typed(confirmHost) }),
  { goTo: ({ id }) => `/suites/${id}` },
);

export const stopSuiteAction = action('suite.stop', (store, id: number) =>
  stopSuite(store, Number(id)),
);
