import { type LoadEnd, type LoadRun, runLoad } from '@/lib/engine/run-load';
import { ManualClock } from '@/lib/engine/testing/manual-clock';
import { startRun } from '@/lib/runs/start-run';
import type { SecondReport } from '@/lib/stats/windows';
import type { Run } from '@/lib/store/generated/client';
import { openMetricWriter } from '@/lib/store/metric-series';
import type { Store } from '@/lib/store/open-store';
import { claimJob, type Lease } from '@/lib/store/queue/queue';
import { createSilenceWatch } from '@/lib/store/queue/silence-watch';
import { planOf } from '@/lib/store/rows';
import { openSecondWriter } from '@/lib/store/seconds';
import { describeEnvironment, finishRun } from '@/lib/worker/execute-run';
import { interruptLost } from '@/lib/worker/interrupt-lost';
import { createSimulatedService, type ServiceTraits } from './simulated-service';

export interface Simulation {
  service: ServiceTraits;
  /** When it is said to have begun, ms since 1970. */
  startedMs: number;
  /** A user stops it after so many ms. */
  stopAtMs?: number;
  /** Its worker dies after so many ms. */
  dieAtMs?: number;
  /** For so many ms of every second the generator's thread does something else. */
  blockedMs?: number;
  /** Whether the target's own metrics were scraped. */
  metrics?: boolean;
  isEnough?: (report: SecondReport) => boolean;
}

/** Starts a run as a user does, and carries it out; returns its number. */
export async function simulateStart(
  store: Store,
  input: object,
  simulation: Simulation,
): Promise<number> {
  const { number } = await startRun(store, { seed: simulation.service.seed, ...input });
  await simulateQueued(store, number, simulation);
  return number;
}

export async function simulateQueued(
  store: Store,
  number: number,
  simulation: Simulation,
): Promise<Run> {
  const lease = await claimJob(store, 'run', 'seed', number);
  if (lease === undefined) throw new Error(`Run ${number} is not queued.`);
  return simulateRun(store, lease, simulation);
}

/**
 * Carries a claimed run out as a worker would, by the same engine, recorder, writers and verdicts, against
 * a simulated service and in a time of its own: a minute of load takes a second, and is the same each time.
 */
export async function simulateRun(
  store: Store,
  lease: Lease<'run'>,
  simulation: Simulation,
): Promise<Run> {
  const run = lease.job;
  const { startedMs } = simulation;
  const startedAt = new Date(startedMs);
  const environment = describeEnvironment({
    ok: true,
    service: 'plimsoll-reference',
    version: '1.0.0',
    latencyMs: 2,
  });
  await store.prisma.run.update({
    where: { id: run.id },
    data: {
      environment: JSON.stringify(environment),
      queuedAt: startedAt,
      startedAt,
      heartbeatAt: startedAt,
    },
  });
  const end = await simulateLoad(store, lease, simulation);
  if (end === undefined)
    await interruptLost(
      store,
      createSilenceWatch(undefined, () => 'gone'),
    );
  else
    await finishRun(store, lease, {
      plan: planOf(run),
      target: { url: run.targetUrl },
      startedAt,
      // There is no service to cancel them at.
      end: { ...end.load, jobsLeft: [] },
      hasEnough: end.hasEnough,
      isShutDown: false,
    });
  return store.prisma.run.findUniqueOrThrow({ where: { id: run.id } });
}

const STEP_MS = 250;

/** Undefined where its worker died. */
async function simulateLoad(
  store: Store,
  { job: run, workerId }: Lease<'run'>,
  { service, startedMs, metrics = true, ...incidents }: Simulation,
): Promise<{ load: LoadEnd; hasEnough: boolean } | undefined> {
  const { stopAtMs = Infinity, dieAtMs = Infinity, blockedMs = 0 } = incidents;
  const plan = planOf(run);
  const clock = new ManualClock();
  const writer = openSecondWriter(store.sqlite, run.id, workerId);
  const scrape = metrics ? openScrapes(store, run.id) : () => undefined;
  let isDead = false;
  let hasEnough = false;
  const { requests = Infinity } = plan.stopAfter ?? {};
  let sent = 0;
  const load: LoadRun = runLoad({
    plan,
    target: { url: run.targetUrl },
    seed: run.seed,
    clock,
    transport: createSimulatedService(clock, service),
    onSecond(report) {
      if (isDead) return;
      // What this process really used is no part of the simulation.
      const usual = { ...report, tick: { ...report.tick, cpuMs: 60, gcMs: 2 } };
      writer.write(usual, startedMs + report.second * 1000);
      scrape(usual);
      sent += report.samples.count;
      if (sent < requests && !incidents.isEnough?.(usual)) return;
      hasEnough = true;
      load.stop('gracefully');
    },
  });
  let end: LoadEnd | undefined;
  const ended = load.done.then((value) => {
    end = value;
  });
  for (let nowMs = 0; end === undefined && nowMs < dieAtMs; nowMs += STEP_MS) {
    if (nowMs === stopAtMs) load.stop('gracefully');
    if (blockedMs > 0 && nowMs % 1000 === 0) clock.block(blockedMs);
    await clock.pass(STEP_MS);
  }
  isDead = end === undefined;
  if (isDead) load.stop('now');
  await ended;
  return isDead || end === undefined ? undefined : { load: end, hasEnough };
}

const SERIES = [
  { name: 'training_jobs_active', labels: {}, type: 'gauge' },
  { name: 'redis_queue_length', labels: {}, type: 'gauge' },
  { name: 'training_trajectories_written_total', labels: {}, type: 'counter' },
  { name: 'process_resident_memory_bytes', labels: {}, type: 'gauge' },
  { name: 'process_cpu_seconds_total', labels: {}, type: 'counter' },
] as const;

/** The service's metrics once a second, as it would have told them. */
function openScrapes(store: Store, runId: number): (report: SecondReport) => void {
  const writer = openMetricWriter(store.sqlite, runId);
  let [cpuSeconds, trajectories] = [12, 0];
  return ({ second, samples, tick: { jobs } }) => {
    cpuSeconds += samples.count * 0.004;
    trajectories += 90;
    const [queued, running] = [jobs?.queued ?? 0, jobs?.running ?? 0];
    const memory = 180e6 + second * 2e4;
    const values = Float64Array.of(queued + running, queued, trajectories, memory, cpuSeconds);
    writer.write((second + 1) * 1000, SERIES, values);
  };
}
