import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PlanInput } from '@/lib/plan/load-plan';
import { runEvidence } from '@/lib/runs/findings';
import { startRun } from '@/lib/runs/start-run';
import { openStore, type Store } from '@/lib/store/open-store';
import { claimJob } from '@/lib/store/queue/queue';
import { findingsOf } from '@/lib/store/rows';
import type { Evidence } from '@/lib/verdict/evidence';
import type { Finding } from '@/lib/verdict/model';
import { executeRun } from '@/lib/worker/execute-run';
import { type Reference, startReference } from '../start-reference';
import type { FaultCase } from './fault-cases';

const MOST_TRIES = 3;

/** A run whose own generator was short of breath says so, and is repeated, twice at most. */
export async function quietRun(
  fault: FaultCase,
  timing: Timing,
  onRepeat?: () => void,
): Promise<FaultRun> {
  for (let tries = 1; ; tries++) {
    const run = await faultRun(fault, timing);
    if (run.findings[0]?.code !== 'generator-saturated' || tries === MOST_TRIES) return run;
    onRepeat?.();
  }
}

export interface FaultRun {
  findings: Finding[];
  evidence: Evidence;
  validity: string;
}

export interface Timing {
  /** The fault is on from a third to two thirds of it. */
  durationMs: number;
}

const LOOK_MS = 50;

/**
 * A real run of 20 users against a reference service of its own, with the fault on in its middle third: what
 * the rules made of it when it ended. Small jobs, so that its one worker keeps up.
 */
export async function faultRun(fault: FaultCase, { durationMs }: Timing): Promise<FaultRun> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-findings-'));
  const reference = await startReference(join(folder, 'reference'), {
    REFERENCE_MODEL_STEP_MEDIAN_MS: '1',
    REFERENCE_WORKERS: '1',
  });
  const store = openStore({
    dataDir: folder,
    migrationsDir: join(process.cwd(), 'prisma', 'migrations'),
  });
  try {
    return await carriedOut(store, reference, fault, durationMs);
  } finally {
    await store.close();
    await reference.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function carriedOut(
  store: Store,
  reference: Reference,
  { faults }: FaultCase,
  durationMs: number,
): Promise<FaultRun> {
  const url = `${reference.url}/api/v1/jsonrpc`;
  const target = { name: 'Reference', url, metricsUrl: `${reference.url}/metrics` };
  await store.prisma.target.create({ data: target });
  const plan = planFor(durationMs);
  const { number } = await startRun(store, { plan, target: target.name });
  const lease = await claimJob(store, 'run', 'bench', number);
  if (lease === undefined) throw new Error('The run was not queued.');
  const executed = executeRun(store, lease);
  if (faults !== undefined) await breakInTheMiddle(store, reference, faults, durationMs);
  await executed;
  const ended = await store.prisma.run.findUniqueOrThrow({ where: { id: number } });
  if (ended.status !== 'finished') throw new Error(`Run ${ended.status}: ${ended.failureReason}`);
  return {
    findings: findingsOf(ended) ?? [],
    evidence: await runEvidence(store, ended, ended.durationMs ?? durationMs),
    validity: ended.validity ?? 'not judged',
  };
}

async function breakInTheMiddle(
  store: Store,
  reference: Reference,
  faults: object,
  durationMs: number,
): Promise<void> {
  while ((await store.prisma.tick.count()) === 0) await sleep(LOOK_MS);
  // A second has passed by then.
  await sleep(durationMs / 3 - 1000);
  await reference.put(faults);
  await sleep(durationMs / 3);
  await reference.clear();
}

function planFor(durationMs: number): PlanInput {
  return {
    name: 'Findings',
    seed: 1,
    load: {
      model: 'closed',
      stages: [{ users: 20, spawnPerSecond: 10, durationMs }],
      waitMs: { min: 400, max: 1200 },
    },
    jobs: { iterations: { min: 1, max: 2 }, batchSize: 2, trajectoriesPerQuery: 2 },
    warmUpMs: 3000,
    cleanUp: 'never',
  };
}
