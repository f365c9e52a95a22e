import { randomInt } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { type Clock, systemClock } from './clock';
import { createBeforeCall, InjectedError } from './faults/call-faults';
import { Faults } from './faults/faults';
import { applyProcessFaults, blockProcess } from './faults/process-faults';
import { buildServer, closeWithin } from './http/server';
import { JobManager } from './jobs/job-manager';
import { createTrainerContext } from './jobs/trainer-context';
import {
  createRequestMetrics,
  createTrainingMetrics,
  registerFaultGauge,
  registerGauges,
  type TrainingMetrics,
} from './metrics';
import { methods } from './rpc/methods';
import { defaultSettings, type ReferenceSettings } from './settings';
import { SlotPool } from './slot-pool';
import { BatchedWriter } from './store/batched-writer';
import { createCheckpointStore } from './store/checkpoint-store';
import { openDatabase } from './store/database';
import { createJobStore } from './store/job-store';
import { RequestDatabase } from './store/request-database';
import { Retention } from './store/retention';
import { createTrajectoryStore } from './store/trajectory-store';
import { createModelStep, lognormalMs } from './training/model-step';
import { createRandom, hashText } from './training/random';

export interface ReferenceService {
  /** Such as http://127.0.0.1:8001, without a path. */
  url: string;
  /** Stops all work, commits what is done and resolves, within a second, when nothing is left. */
  close(): Promise<void>;
}

/**
 * Starts the service and resolves once it listens. Settings left out have their defaults.
 * Rejects with the system's error when the port is taken or the data folder cannot be used.
 */
export async function createReferenceService(
  given: Partial<ReferenceSettings> = {},
  clock: Clock = systemClock,
): Promise<ReferenceService> {
  const settings = { ...defaultSettings, ...given };
  const startedAtMs = clock.epochMs();
  // To stderr: stdout has the one line that says where the service is.
  const log = pino({ level: settings.logLevel }, pino.destination(2));
  const closing = new AbortController();
  // Every evaluation under way listens to it; the usual warning takes more than ten for a leak.
  setMaxListeners(0, closing.signal);
  const onInternalError = (error: unknown) => {
    if (error === closing.signal.reason || error instanceof InjectedError) return;
    log.error(error);
  };
  const registry = new Registry();
  const requestMetrics = createRequestMetrics(registry);
  const metrics = createTrainingMetrics(registry);
  const faults = settings.faultsEnabled ? new Faults(clock, [...methods.keys()]) : undefined;
  const stores = openStores(settings, clock, metrics, faults);

  const inferenceSlots = new SlotPool(settings.inferenceSlots);
  const { modelStepMedianMs, modelStepSigma, workers, seed, costPerStepUsd } = settings;
  const streamSeed = seed ?? randomInt(2 ** 32);
  const random = createRandom(streamSeed);
  const sampleLatencyMs = lognormalMs(modelStepMedianMs, modelStepSigma, random);
  const model = createModelStep({ clock, slots: inferenceSlots, sampleLatencyMs });
  const trainerContext = createTrainerContext({ clock, model, costPerStepUsd, metrics, ...stores });
  const manager = new JobManager({
    clock,
    workers,
    seed,
    metrics,
    trainerContext,
    queueLimit: faults && (() => faults.state.queueLimit),
    onInternalError,
    ...stores,
  });
  const { writer, databasePool } = stores;
  registerGauges(registry, { jobs: manager, workers, inferenceSlots, writer, databasePool });
  if (faults) {
    applyProcessFaults(faults, clock, blockProcess);
    registerFaultGauge(registry, faults);
  }
  // A stream of its own, so that the jobs of a seed are the same with and without faults.
  const faultRandom = createRandom(streamSeed, hashText('faults'));
  const beforeCall = faults && createBeforeCall(faults, faultRandom);
  collectDefaultMetrics({ register: registry });

  const evaluation = { clock, model, signal: closing.signal, ...stores };
  const server = buildServer({
    clock,
    token: settings.token,
    rateLimitPerSecond: settings.rateLimitPerSecond,
    registry,
    metrics: requestMetrics,
    health: { startedAtMs, problems: () => readinessProblems(stores.isOpen(), closing.signal) },
    faults,
    dispatch: {
      beforeCall,
      context: { clock, startedAtMs, manager, evaluation, ...stores },
      onAnswered: requestMetrics.rpcAnswered,
      onInternalError,
    },
  });

  const close = async () => {
    faults?.clear();
    closing.abort(new Error('The service is closing.'));
    await Promise.all([manager.close(), closeWithin(server, 500)]);
    stores.close();
    registry.clear();
  };
  manager.recover();
  try {
    await server.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await close();
    throw error;
  }
  manager.takeJobs();
  return { url: urlOf(settings.host, server.server.address()), close };
}

function readinessProblems(databaseIsOpen: boolean, closing: AbortSignal): string[] {
  const problems: string[] = [];
  if (!databaseIsOpen) problems.push('The database is closed.');
  if (closing.aborted) problems.push('The service is closing.');
  return problems;
}

function urlOf(host: string, address: AddressInfo | string | null): string {
  const port = typeof address === 'object' ? address?.port : undefined;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** The database with everything that reads it and the one writer; throws what {@link openDatabase} does. */
function openStores(
  settings: ReferenceSettings,
  clock: Clock,
  metrics: TrainingMetrics,
  faults?: Faults,
) {
  const connection = openDatabase(settings.dataDir);
  const writer = new BatchedWriter({
    clock,
    transact: (work) => connection.transaction(work)(),
    beforeCommit: faults && (() => faults.delay('slowWritesMs')),
    onCommitted: (waitedMs) => metrics.writeWaitSeconds.observe(waitedMs / 1000),
  });
  const databasePool = new SlotPool(settings.databasePoolSize);
  faults?.onChange((state) =>
    databasePool.resize(state.databasePoolSize ?? settings.databasePoolSize),
  );
  const holdUntil = faults && (() => faults.delay('databasePoolHoldMs'));
  const trajectories = createTrajectoryStore(connection);
  const retention = new Retention({
    connection,
    writer,
    storedTrajectories: trajectories.count(),
    maxTrajectories: settings.maxTrajectories,
    maxEndedJobs: settings.maxEndedJobs,
  });
  return {
    writer,
    databasePool,
    database: new RequestDatabase(databasePool, writer, holdUntil),
    jobs: createJobStore(connection),
    trajectories,
    checkpoints: createCheckpointStore(connection),
    retention,
    isOpen: () => connection.open,
    close(): void {
      writer.close();
      connection.close();
    },
  };
}
