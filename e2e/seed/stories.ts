import { enqueueNotifications } from '@/lib/automation/enqueue-notifications';
import { saveSchedule, switchSchedule } from '@/lib/automation/schedules';
import { startConfirmation } from '@/lib/confirmations/confirmations';
import { importRun } from '@/lib/import/import-run';
import { markBaseline } from '@/lib/runs/baseline';
import type { Store } from '@/lib/store/open-store';
import { saveTarget } from '@/lib/targets/targets';
import { addDeployment } from '@/lib/trends/deployments';
import { nightlyCsv } from './nightly';
import { type Simulation, simulateQueued, simulateStart } from './simulate-run';
import { simulateSearch } from './simulate-search';
import { simulateSuite } from './simulate-suite';
import type { ServiceTraits } from './simulated-service';

/** Numbers of what is stored, by what is told of it. */
export interface Seeded {
  runs: {
    light: number;
    lightAgain: number;
    slower: number;
    moderate: number;
    overloaded: number;
    suspect: number;
    invalid: number;
    failed: number;
    stopped: number;
    interrupted: number;
    open: number;
    /** Nothing else looks at it: it may be renamed, pinned, judged anew and deleted. */
    spare: number;
    /** Equal, equal, and a tenth slower. */
    pings: [number, number, number];
    /** Twelve nights, of which the last six are slower. */
    nightly: number[];
  };
  suite: number;
  /** Database writes alone, on a target whose metrics nobody scrapes. */
  suiteWithoutMetrics: number;
  search: number;
  confirmation: number;
  schedule: number;
}

/** Another simulation, some hours after the last one; what is left out is as usual. */
type Next = (
  rest?: Omit<Partial<Simulation>, 'service'> & { service?: Partial<ServiceTraits> },
) => Simulation;

const TARGET = 'Reference service';
const HOUR_MS = 3_600_000;

const PINGS = {
  name: 'Pings',
  load: {
    model: 'open',
    arrivals: 'constant',
    stages: [{ durationMs: 20_000, ratePerSecond: 20 }],
  },
  requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping', params: {} } }],
};

const SPIKE = {
  name: 'Spike of starts',
  load: {
    model: 'open',
    arrivals: 'constant',
    stages: [
      { durationMs: 10_000, ratePerSecond: 20 },
      { durationMs: 5000, ratePerSecond: 120 },
      { durationMs: 10_000, ratePerSecond: 20 },
    ],
    maxInFlight: 8,
    overload: 'drop',
  },
  users: [{ behaviour: 'training-api', weight: 1 }],
};

/** What a team of some weeks has stored. */
export async function tellStories(store: Store, nowMs: number): Promise<Seeded> {
  let hoursAgo = 400;
  let seed = 0;
  const next: Next = (rest = {}) => {
    hoursAgo -= 8;
    seed += 1;
    const { service, ...incidents } = rest;
    return {
      service: { seed, ...service },
      startedMs: nowMs - hoursAgo * HOUR_MS,
      ...incidents,
    };
  };
  const light = (simulation: Simulation, rest: object = {}) =>
    simulateStart(
      store,
      { scenario: 'light', target: TARGET, users: 20, durationMs: 30_000, ...rest },
      simulation,
    );
  const pings = (medianMs: number) =>
    simulateStart(
      store,
      { plan: PINGS, target: TARGET },
      next({ service: { medianMs, sigma: 0.02 }, metrics: false }),
    );

  await saveTarget(store, { name: 'Retired', url: 'http://127.0.0.1:1/api/v1/jsonrpc' });
  const runs = {
    light: await light(next()),
    lightAgain: await light(next()),
    slower: await light(next({ service: { medianMs: 27 } })),
    moderate: await simulateStart(
      store,
      { scenario: 'moderate', target: TARGET, users: 100, durationMs: 30_000 },
      next(),
    ),
    overloaded: await simulateStart(
      store,
      { scenario: 'heavy', target: TARGET, users: 200, durationMs: 30_000 },
      next({ service: { medianMs: 90, slots: 4, errorShare: 0.04 } }),
    ),
    suspect: await light(next({ blockedMs: 150 })),
    invalid: await light(next({ blockedMs: 4000 })),
    failed: await light(next({ service: { isGone: true }, metrics: false }), {
      target: 'Retired',
    }),
    stopped: await light(next({ stopAtMs: 12_000 })),
    interrupted: await light(next({ dieAtMs: 9000 })),
    open: await simulateStart(
      store,
      { plan: SPIKE, target: TARGET },
      next({ service: { medianMs: 60 } }),
    ),
    spare: await light(next()),
    pings: [await pings(200), await pings(200), await pings(220)] as [number, number, number],
    nightly: await importNights(store, nowMs),
  };
  await markBaseline(store, runs.light, true);
  const confirmation = await simulateConfirmation(store, runs.pings, next);
  const suiteWithoutMetrics = await simulateSuite(
    store,
    { target: 'Retired', benchmarks: [4] },
    () => next({ metrics: false }),
  );
  // The newest: pages begin with its target.
  const suite = await simulateSuite(store, { target: TARGET }, next);
  const search = await simulateSearch(
    store,
    {
      scenario: 'burst',
      target: TARGET,
      profile: 'stress',
      from: 20,
      to: 40,
      stepMs: 10_000,
      settleMs: 1000,
    },
    next,
  );
  const schedule = await saveSchedule(
    store,
    {
      name: 'Nightly light',
      cron: '0 2 * * *',
      timeZone: 'Europe/Berlin',
      start: { kind: 'scenario', scenario: 'light', target: TARGET },
    },
    nowMs,
  );
  await switchSchedule(store, schedule, false, nowMs);
  // Nobody was to be told of all this when it happened, and nobody is now.
  await enqueueNotifications(store, nowMs);
  return { runs, suite, suiteWithoutMetrics, search, confirmation, schedule };
}

async function importNights(store: Store, nowMs: number): Promise<number[]> {
  const firstMs = nowMs - 13 * 24 * HOUR_MS;
  const numbers: number[] = [];
  for (const [night, ms] of [100, 101, 99, 100, 102, 100, 140, 141, 139, 142, 140, 141].entries()) {
    const bytes = Buffer.from(nightlyCsv(firstMs + night * 24 * HOUR_MS, ms));
    const file = {
      name: `night-${night}.csv`,
      bytes: bytes.length,
      open: async function* () {
        yield bytes;
      },
    };
    const { number } = await importRun(store, [file], { scenario: 'Nightly', target: 'Staging' });
    numbers.push(number);
  }
  const at = new Date(firstMs + 5.5 * 24 * HOUR_MS).toISOString();
  await addDeployment(store, { target: 'Staging', text: 'build 1.4', at });
  return numbers;
}

/** Two pairs of repeats, A B B A. */
async function simulateConfirmation(
  store: Store,
  [base, , candidate]: Seeded['runs']['pings'],
  next: Next,
): Promise<number> {
  const { id } = await startConfirmation(store, {
    base,
    candidate,
    pairs: 2,
    durationMs: 10_000,
  });
  const repeats = await store.prisma.run.findMany({
    where: { confirmationId: id },
    orderBy: { id: 'asc' },
  });
  for (const { id: number, side } of repeats) {
    const service = { medianMs: side === 'A' ? 200 : 220, sigma: 0.02 };
    await simulateQueued(store, number, next({ service, metrics: false }));
  }
  return id;
}
