import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchView } from '@/lib/capacity/model';
import { getSearch } from '@/lib/capacity/search/get-search';
import { startSearch } from '@/lib/capacity/search/start-search';
import type { PlanInput } from '@/lib/plan/load-plan';
import type { Objective } from '@/lib/plan/objective';
import type { Store } from '@/lib/store/open-store';
import { claimJob } from '@/lib/store/queue/queue';
import { startSlotServer } from '@/lib/testing/start-slot-server';
import { executeSearch } from '@/lib/worker/execute-search';
import { startReference } from './start-reference';
import { withBenchStore } from './with-bench-store';

const SERVICE_MS = 50;
const TIMES = { stepMs: 10_000, settleMs: 1000 };

const PINGS: PlanInput = {
  name: 'Pings',
  load: {
    model: 'open',
    arrivals: 'constant',
    stages: [{ durationMs: 10_000, ratePerSecond: 240 }],
  },
  requests: [{ name: 'ping', weight: 1, rpc: { method: 'rpc.ping' } }],
  timeoutMs: 10_000,
};

/** Searches on a service whose capacity is known: how near each line is, and in how many steps. */
export async function knownLine(times: number): Promise<string> {
  const rows: string[] = [];
  let within = 0;
  for (let round = 0; round < times; round++) {
    const server = await startSlotServer(6 + round, SERVICE_MS);
    const objectives: Objective[] = [
      { metric: 'failureRate', max: 0.01 },
      { metric: 'p95', max: 2 * SERVICE_MS },
    ];
    const search = await searched(server.url, PINGS, objectives, { from: 30 });
    await server.close();
    const off = (search.result?.safeLoad ?? 0) / server.capacity - 1;
    if (Math.abs(off) <= 0.05 && search.cost.steps <= 12) within += 1;
    rows.push(
      `| ${server.capacity} | ${search.result?.safeLoad ?? '–'} | ${(off * 100).toFixed(1)} % | ${search.cost.steps} | ${Math.round(search.cost.ms / 1000)} s | ${search.cost.requests} |`,
    );
  }
  return [
    '| capacity, 1/s | line found | off by | steps | took | requests |',
    '| ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
    `Within 5 % in at most 12 steps: ${within} of ${times}.`,
  ].join('\n');
}

const JOBS: PlanInput = {
  name: 'Jobs',
  load: { model: 'closed', stages: [{ users: 32, spawnPerSecond: 32, durationMs: 10_000 }] },
  users: [{ behaviour: 'job-cycle', weight: 1 }],
  jobs: { iterations: { min: 1, max: 1 }, batchSize: 1, trajectoriesPerQuery: 8 },
};

/** The reference service's line by its inference slots: twice with eight of them, then with half as many. */
export async function referenceLine(): Promise<string> {
  const lines: string[] = [];
  const found: number[] = [];
  for (const slots of [8, 8, 4]) {
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
    const reference = await startReference(folder, {
      REFERENCE_WORKERS: '200',
      REFERENCE_INFERENCE_SLOTS: String(slots),
      REFERENCE_MODEL_STEP_MEDIAN_MS: '20',
    });
    const objectives: Objective[] = [{ metric: 'job', job: 'timeToFinish', max: 3000 }];
    const search = await searched(`${reference.url}/api/v1/jsonrpc`, JOBS, objectives, {
      from: 4,
      settleMs: 5000,
    });
    await reference.stop();
    rmSync(folder, { recursive: true, force: true });
    const line = search.result?.safeLoad ?? Number.NaN;
    found.push(line);
    const trail = search.steps.map(({ load, result }) => `${load}${result?.holds ? '' : '×'}`);
    lines.push(`${slots} slots: ${line} users (steps ${trail.join(', ')}).`);
  }
  const [first = 0, second = 0, halved = 0] = found;
  return [
    ...lines,
    `Twice the same within ${Math.abs((second / first - 1) * 100).toFixed(1)} %; with half the slots ${(halved / first).toFixed(2)} of it.`,
  ].join('\n');
}

function searched(
  url: string,
  plan: PlanInput,
  objectives: readonly Objective[],
  options: { from: number; settleMs?: number },
): Promise<SearchView> {
  return withBenchStore((store) => searchIn(store, url, plan, objectives, options));
}

async function searchIn(
  store: Store,
  url: string,
  plan: PlanInput,
  objectives: readonly Objective[],
  options: { from: number; settleMs?: number },
): Promise<SearchView> {
  await store.prisma.scenario.create({
    data: { slug: 'bench', name: plan.name, plan: JSON.stringify(plan) },
  });
  await store.prisma.slaProfile.create({
    data: { slug: 'bench', name: 'Bench', objectives: JSON.stringify(objectives) },
  });
  const { id } = await startSearch(store, {
    scenario: 'bench',
    profile: 'bench',
    targetUrl: url,
    ...TIMES,
    ...options,
  });
  const claimed = await claimJob(store, 'search', 'bench', id);
  if (claimed !== undefined) await executeSearch(store, claimed);
  const search = await getSearch(store, id);
  if (search?.result === undefined) throw new Error(search?.failureReason ?? 'The search is gone.');
  return search;
}
