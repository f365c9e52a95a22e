import { PlimsollError } from '@/lib/core/errors';
import type { StopMode } from '@/lib/engine/load-options';
import { RUN_TRANSITIONS, type RunStatus } from '@/lib/runs/model';
import type { Prisma, Run, Search, Suite } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { SUITE_TRANSITIONS, type SuiteStatus } from '@/lib/suites/model';
import { HELD_STATUSES, type JobKind } from './model';

// The only file that writes the status of a run, suite or search. Every write is one conditional update:
// it happens where the present status allows it, and nowhere else.

interface Job<Row, Status extends string, Data, Where> {
  row: Row;
  status: Status;
  data: Data;
  where: Where;
}

interface Jobs {
  run: Job<Run, RunStatus, Prisma.RunUpdateManyMutationInput, Prisma.RunWhereInput>;
  suite: Job<Suite, SuiteStatus, Prisma.SuiteUpdateManyMutationInput, Prisma.SuiteWhereInput>;
  search: Job<Search, SuiteStatus, Prisma.SearchUpdateManyMutationInput, Prisma.SearchWhereInput>;
}

export type JobRow<K extends JobKind> = Jobs[K]['row'];
export type JobStatus<K extends JobKind> = Jobs[K]['status'];
/** What is written with a status; the status itself only by its own name. */
export type JobData<K extends JobKind> = Omit<Jobs[K]['data'], 'status'>;

/** A job and, where they are given, what else must hold of it when it is written. */
export interface JobRef<K extends JobKind = JobKind> {
  kind: K;
  id: number;
  /** It is held by this worker. */
  workerId?: string;
  /** Nothing was heard of it since this heartbeat. */
  heartbeatAt?: Date;
}

/** A worker's hold on a job: with it the worker beats, and ends the job. */
export interface Lease<K extends JobKind = JobKind> extends JobRef<K> {
  workerId: string;
  /** As it was claimed. */
  job: JobRow<K>;
}

/** Columns that all kinds have. */
interface CommonWhere {
  id?: number;
  status?: { in: string[] };
  workerId?: string;
  heartbeatAt?: Date;
}
interface CommonData {
  status?: string;
  workerId?: string;
  startedAt?: Date;
  heartbeatAt?: Date;
  endedAt?: Date;
}
interface Query<K extends JobKind> {
  where: CommonWhere;
  free?: Jobs[K]['where'];
  take?: number;
}
interface Change<K extends JobKind> {
  where: CommonWhere;
  free?: Jobs[K]['where'];
  set: CommonData;
  data?: JobData<K>;
}

/** The database, or a transaction in it. */
type Database = Pick<Prisma.TransactionClient, JobKind>;

interface Table<K extends JobKind> {
  transitions: Readonly<Record<string, readonly string[]>>;
  /** Those that any worker may take; the others are for who names them. */
  free(db: Database): Promise<Jobs[K]['where']>;
  /** What is written of a wish to stop a job that is held, and the status that it has then. */
  asked(mode: StopMode): JobData<K>;
  stopping?: JobStatus<K>;
  isAskedToStop(row: JobRow<K>): boolean;
  find(db: Database, query: Query<K>): Promise<JobRow<K>[]>;
  update(db: Database, change: Change<K>): Promise<{ count: number }>;
}

const OLDEST_FIRST = { id: 'asc' } as const;
const isStopRequested = ({ stopRequested }: { stopRequested: boolean }) => stopRequested;

const TABLES: { [K in JobKind]: Table<K> } = {
  run: {
    transitions: RUN_TRANSITIONS,
    // A suite's or search's runs are for the worker that executes it; repeats must not disturb each other.
    async free({ run }) {
      const held = { status: { in: [...HELD_STATUSES] } };
      const loading = await run.findMany({ where: { ...held, loadedHost: { not: null } } });
      const hosts = loading.flatMap(({ loadedHost }) => loadedHost ?? []);
      return {
        suiteId: null,
        searchId: null,
        AND: [
          { OR: [{ loadedHost: null }, { loadedHost: { notIn: hosts } }] },
          { OR: [{ confirmationId: null }, { confirmation: { repeats: { none: held } } }] },
        ],
      };
    },
    asked: (stopMode) => ({ stopMode }),
    stopping: 'stopping',
    isAskedToStop: ({ stopMode }) => stopMode !== null,
    find: ({ run }, { where, free = {}, take }) =>
      run.findMany({ where: { AND: [where, free] }, orderBy: OLDEST_FIRST, take }),
    update: ({ run }, { where, free = {}, set, data }) =>
      run.updateMany({ where: { AND: [where, free] }, data: { ...data, ...set } }),
  },
  suite: {
    transitions: SUITE_TRANSITIONS,
    free: async () => ({}),
    asked: () => ({ stopRequested: true }),
    isAskedToStop: isStopRequested,
    find: ({ suite }, { where, take }) => suite.findMany({ where, orderBy: OLDEST_FIRST, take }),
    update: ({ suite }, { where, set, data }) =>
      suite.updateMany({ where, data: { ...data, ...set } }),
  },
  search: {
    transitions: SUITE_TRANSITIONS,
    free: async () => ({}),
    asked: () => ({ stopRequested: true }),
    isAskedToStop: isStopRequested,
    find: ({ search }, { where, take }) => search.findMany({ where, orderBy: OLDEST_FIRST, take }),
    update: ({ search }, { where, set, data }) =>
      search.updateMany({ where, data: { ...data, ...set } }),
  },
};

/**
 * Takes the oldest queued job of a kind, or job `id` if it is still queued, for this worker. Undefined when
 * there is none, or a run while another one loads its host. Of several workers that try, one gets it.
 */
export async function claimJob<K extends JobKind>(
  { prisma }: Store,
  kind: K,
  workerId: string,
  id?: number,
): Promise<Lease<K> | undefined> {
  const table: Table<K> = TABLES[kind];
  const free = id === undefined ? await table.free(prisma) : undefined;
  const status = { in: statusesBefore(table, 'running') };
  const [next] = await table.find(prisma, { where: { id, status }, free, take: 1 });
  if (next === undefined) return undefined;
  const now = new Date();
  const claim: Change<K> = {
    where: { id: next.id, status },
    free,
    set: { status: 'running', workerId, startedAt: now, heartbeatAt: now },
  };
  try {
    return await prisma.$transaction(async (within) => {
      if ((await table.update(within, claim)).count === 0) return undefined;
      const [job] = await table.find(within, { where: { id: next.id, workerId } });
      if (job !== undefined && 'loadedHost' in job && (await isTaken(within, job)))
        throw new HostTaken();
      return job && { kind, id: job.id, workerId, job };
    });
  } catch (error) {
    if (error instanceof HostTaken) return undefined;
    throw error;
  }
}

/** Another run loads its host: found out once the run was written, so that nobody else can have claimed meanwhile. */
class HostTaken extends Error {}

async function isTaken(prisma: Database, { id, loadedHost }: Run): Promise<boolean> {
  return loadedHost !== null && (await prisma.run.count({ where: othersAt(id, loadedHost) })) > 0;
}

function othersAt(id: number, loadedHost: string) {
  return { id: { not: id }, loadedHost, status: { in: [...HELD_STATUSES] } };
}

/** The run that this queued one waits for, since both load one host; undefined where it waits for none. */
export async function runLoading({ prisma }: Store, id: number): Promise<number | undefined> {
  const run = await prisma.run.findUnique({ where: { id } });
  if (run === null || run.status !== 'queued' || run.loadedHost === null) return undefined;
  return (await prisma.run.findFirst({ where: othersAt(id, run.loadedHost) }))?.id;
}

/** Shows that who holds a job lives, and looks whether it is still held by them and shall go on. */
export async function beat<K extends JobKind>(
  { prisma }: Store,
  { kind, id, workerId }: Omit<Lease<K>, 'job'>,
): Promise<'go-on' | 'stop' | 'lost'> {
  const table: Table<K> = TABLES[kind];
  const held = { id, workerId, status: { in: [...HELD_STATUSES] } };
  const { count } = await table.update(prisma, { where: held, set: { heartbeatAt: new Date() } });
  const [job] = count === 0 ? [] : await table.find(prisma, { where: held });
  if (job === undefined) return 'lost';
  return table.isAskedToStop(job) ? 'stop' : 'go-on';
}

/**
 * Gives a job another status, with what is written beside it, where its present status allows that and the
 * reference holds. Returns whether it did.
 */
export async function moveJob<K extends JobKind>(
  db: Database,
  { kind, id, workerId, heartbeatAt }: JobRef<K>,
  status: JobStatus<K>,
  data?: JobData<K>,
): Promise<boolean> {
  const table: Table<K> = TABLES[kind];
  const where = { id, workerId, heartbeatAt, status: { in: statusesBefore(table, status) } };
  const { count } = await table.update(db, { where, data, set: { status } });
  return count > 0;
}

function statusesBefore({ transitions }: Pick<Table<JobKind>, 'transitions'>, status: string) {
  return Object.keys(transitions).filter((from) => transitions[from]?.includes(status));
}

/**
 * Asks for a job's stop: a row that its worker reads within a second. A queued one is stopped at once. Throws
 * `not-found`, or `conflict` when it has ended.
 */
export async function requestStop<K extends JobKind>(
  { prisma }: Store,
  kind: K,
  id: number,
  mode: StopMode = 'now',
): Promise<void> {
  const table: Table<K> = TABLES[kind];
  const data = table.asked(mode);
  const write = async (from: string[], set: CommonData) =>
    (await table.update(prisma, { where: { id, status: { in: from } }, data, set })).count > 0;
  const queued = statusesBefore(table, 'stopped').filter((from) => !HELD_STATUSES.includes(from));
  if (await write(queued, { status: 'stopped', endedAt: new Date() })) return;
  const { stopping } = table;
  if (stopping !== undefined)
    if (await write(statusesBefore(table, stopping), { status: stopping })) return;
  // Of one that is stopping already, a graceful stop becomes an immediate one.
  if (await write([...HELD_STATUSES], {})) return;
  const [job] = await table.find(prisma, { where: { id } });
  if (job === undefined) throw new PlimsollError('not-found', `There is no ${kind} ${id}.`);
  const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${id}`;
  throw new PlimsollError('conflict', `${name} has already ended (${job.status}).`);
}

/** The jobs of a kind that are held, each as it was last heard of. */
export async function heldJobs<K extends JobKind>(
  { prisma }: Store,
  kind: K,
): Promise<(JobRef<K> & { job: JobRow<K> })[]> {
  const table: Table<K> = TABLES[kind];
  const jobs = await table.find(prisma, { where: { status: { in: [...HELD_STATUSES] } } });
  return jobs.map((job) => ({ kind, id: job.id, heartbeatAt: job.heartbeatAt ?? undefined, job }));
}
