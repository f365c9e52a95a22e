import { z } from 'zod';
import { span } from '@/lib/core/duration';
import { PlimsollError, type Problem } from '@/lib/core/errors';
import { parseInput } from '@/lib/core/problems';
import { runToStart } from '@/lib/runs/start-run';
import { getScenario } from '@/lib/scenarios/scenarios';
import type { ScheduleFiring } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { firingStatusOf, scheduledStartOf } from '@/lib/store/rows';
import { suiteToStart } from '@/lib/suites/suites';
import { cronLabel, cronProblem, nextTime } from './cron';
import {
  type FiringView,
  type ScheduledStart,
  type ScheduleView,
  scheduledStartSchema,
  type TimesPreview,
} from './model';

const REFUSED = 'The schedule is not valid.';
const HOUR_MS = 3_600_000;

const schema = z
  .object({
    id: z.int().optional(),
    name: z.string().trim().min(1, 'is required.').max(80, 'must have at most 80 characters.'),
    cron: z.string().trim(),
    timeZone: z.string().trim(),
    jitterMs: z
      .int('must be a duration.')
      .min(0, 'must not be negative.')
      .max(HOUR_MS, 'must be at most an hour.')
      .default(0),
    skipIfRunning: z.boolean().default(true),
    start: scheduledStartSchema,
  })
  .superRefine(({ cron, timeZone }, context) => {
    const problem = cronProblem(cron, timeZone);
    if (problem === undefined) return;
    const path = problem.includes('time zone') ? ['timeZone'] : ['cron'];
    context.addIssue({ code: 'custom', path, message: problem });
  });

/**
 * Adds a schedule or changes one; it begins with its next time. Throws `invalid-input` with every problem, or
 * `not-found`.
 * @returns its number
 */
export async function saveSchedule(
  store: Store,
  input: unknown,
  nowMs: number,
  random: () => number = Math.random,
): Promise<number> {
  const { id, start, ...rest } = parseInput(schema, input, REFUSED);
  await refuseUnknown(store, rest.name, id, start);
  const data = { ...rest, start: JSON.stringify(start), ...nextOf(rest, nowMs, random) };
  if (id === undefined) return (await store.prisma.schedule.create({ data })).id;
  const { count } = await store.prisma.schedule.updateMany({ where: { id }, data });
  if (count === 0) throw notFound(id);
  return id;
}

/** Switches a schedule on, from its next time on, or off. Throws `not-found`. */
export async function switchSchedule(
  { prisma }: Store,
  id: number,
  enabled: boolean,
  nowMs: number,
  random: () => number = Math.random,
): Promise<void> {
  const schedule = await prisma.schedule.findUnique({ where: { id } });
  if (schedule === null) throw notFound(id);
  const next = enabled ? nextOf(schedule, nowMs, random) : { dueAt: null, startAt: null };
  await prisma.schedule.update({ where: { id }, data: { enabled, ...next } });
}

/** What it has started stays. Throws `not-found`. */
export async function deleteSchedule({ prisma }: Store, id: number): Promise<void> {
  const { count } = await prisma.schedule.deleteMany({ where: { id } });
  if (count === 0) throw notFound(id);
}

/** The first time after `afterMs`, and when it will really be started. */
export function nextOf(
  { cron, timeZone, jitterMs }: { cron: string; timeZone: string; jitterMs: number },
  afterMs: number,
  random: () => number,
): { dueAt: Date | null; startAt: Date | null } {
  const due = nextTime(cron, timeZone, afterMs);
  if (due === undefined) return { dueAt: null, startAt: null };
  return { dueAt: new Date(due), startAt: new Date(due + Math.floor(random() * jitterMs)) };
}

async function refuseUnknown(
  store: Store,
  name: string,
  id: number | undefined,
  start: ScheduledStart,
): Promise<void> {
  const problems: Problem[] = [];
  const taken = await store.prisma.schedule.findUnique({ where: { name } });
  if (taken !== null && taken.id !== id)
    problems.push({ path: 'name', message: `is already taken by another schedule.` });
  if ((await store.prisma.target.count({ where: { name: start.target } })) === 0)
    problems.push({ path: 'start.target', message: `"${start.target}" is not configured.` });
  if (start.kind === 'scenario') {
    if ((await getScenario(store, start.scenario)) === undefined)
      problems.push({ path: 'start.scenario', message: `"${start.scenario}" does not exist.` });
    if (start.profile && (await isNoProfile(store, start.profile)))
      problems.push({ path: 'start.profile', message: `"${start.profile}" does not exist.` });
  }
  if (problems.length === 0) problems.push(...(await startProblems(store, start)));
  if (problems.length > 0) throw new PlimsollError('invalid-input', REFUSED, problems);
}

/** What would be refused when it is due is refused now: a size that the plan does not have, or may not. */
async function startProblems(store: Store, start: ScheduledStart): Promise<Problem[]> {
  try {
    if (start.kind === 'suite') await suiteToStart(store, start);
    else await runToStart(store, withoutKind(start));
    return [];
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error;
    return error.problems.map(({ path, message }) => ({ path: `start.${path}`, message }));
  }
}

function withoutKind({ kind, ...input }: Extract<ScheduledStart, { kind: 'scenario' }>) {
  return input;
}

async function isNoProfile({ prisma }: Store, slug: string): Promise<boolean> {
  return (await prisma.slaProfile.count({ where: { slug } })) === 0;
}

function notFound(id: number): PlimsollError {
  return new PlimsollError('not-found', `There is no schedule ${id}.`);
}

const LATEST = 8;

/** All schedules, what is due first before the others, each with what became of its last times. */
export async function listSchedules({ prisma }: Store): Promise<ScheduleView[]> {
  const schedules = await prisma.schedule.findMany({
    include: { firings: { orderBy: { dueAt: 'desc' }, take: LATEST } },
    orderBy: [{ enabled: 'desc' }, { startAt: 'asc' }, { name: 'asc' }],
  });
  const scenarios = await prisma.scenario.findMany({ select: { slug: true, name: true } });
  const names = new Map(scenarios.map(({ slug, name }) => [slug, name]));
  return schedules.map(({ id, name, enabled, cron, timeZone, jitterMs, ...rest }) => {
    const start = scheduledStartOf(rest);
    return {
      id,
      name,
      enabled,
      cron,
      timeZone,
      jitterMs,
      skipIfRunning: rest.skipIfRunning,
      start,
      when: cronLabel(cron),
      what: startLabel(start, names),
      nextAt: rest.startAt?.toISOString(),
      firings: rest.firings.map(firingView),
    };
  });
}

function firingView(firing: ScheduleFiring): FiringView {
  const { dueAt, runId, suiteId, note } = firing;
  return {
    dueAt: dueAt.toISOString(),
    status: firingStatusOf(firing),
    run: runId ?? undefined,
    suite: suiteId ?? undefined,
    note: note ?? undefined,
  };
}

function startLabel(start: ScheduledStart, names: ReadonlyMap<string, string>): string {
  if (start.kind === 'suite')
    return `${start.quick ? 'Quick benchmark suite' : 'Benchmark suite'} on ${start.target}`;
  const { scenario, target, users, ratePerSecond, durationMs } = start;
  const size = [
    users === undefined ? [] : `${users} users`,
    ratePerSecond === undefined ? [] : `${ratePerSecond}/s`,
    durationMs === undefined ? [] : span(durationMs),
  ].flat();
  return [`${names.get(scenario) ?? scenario} on ${target}`, ...size].join(', ');
}

const MANY = 3;

/** Throws `invalid-input` with what is wrong with the expression or the zone. */
export function previewTimes(cron: string, timeZone: string, nowMs: number): TimesPreview {
  const problem = cronProblem(cron, timeZone);
  if (problem !== undefined) throw new PlimsollError('invalid-input', problem);
  const next: string[] = [];
  for (let at = nextTime(cron, timeZone, nowMs); at !== undefined && next.length < MANY; ) {
    next.push(new Date(at).toISOString());
    at = nextTime(cron, timeZone, at);
  }
  return { words: cronLabel(cron), next };
}
