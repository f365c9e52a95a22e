import { percent, signedPercent, textOf } from '@/lib/core/number';
import { limitLabel, objectiveName } from '@/lib/plan/objective';
import type { Channel, Run } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { channelEventsOf, verdictsOf } from '@/lib/store/rows';
import { getSuite } from '@/lib/suites/suites';
import { driftLabel, type TrendDrift } from '@/lib/trends/model';
import { trendOf } from '@/lib/trends/trend';
import { type Notification, publicUrl, webhookPayload } from './deliver-notifications';
import type { ChannelEvent } from './model';

/** A piece of news and what it is about: of one key nothing is told twice. */
interface Piece extends Notification {
  event: ChannelEvent;
  key: string;
}

const MAX_AT_ONCE = 20;
/** A change is seen some runs after it: later ones than these are not asked whether they began it. */
const LATEST_RUNS = 6;

/**
 * Looks through what has ended since it last looked, and lays what channels want to know of it out to be sent.
 * A run counts as looked through only with its news written down: cut off in between, it is looked at again.
 */
export async function enqueueNotifications(store: Store, nowMs: number): Promise<void> {
  const { prisma } = store;
  const channels = await prisma.channel.findMany();
  const notifiedAt = new Date(nowMs);
  const runs = await prisma.run.findMany({
    where: { endedAt: { not: null }, notifiedAt: null },
    orderBy: { id: 'asc' },
    take: MAX_AT_ONCE,
  });
  for (const run of runs) {
    const pieces = channels.length === 0 ? [] : await notificationsOfRun(store, run);
    await layOut(store, channels, pieces, notifiedAt);
    await prisma.run.update({ where: { id: run.id }, data: { notifiedAt } });
  }
  const suites = await prisma.suite.findMany({
    where: { endedAt: { not: null }, notifiedAt: null },
    select: { id: true },
    take: MAX_AT_ONCE,
  });
  for (const { id } of suites) {
    await layOut(
      store,
      channels,
      channels.length === 0 ? [] : await notificationsOfSuite(store, id),
      notifiedAt,
    );
    await prisma.suite.update({ where: { id }, data: { notifiedAt } });
  }
  await collectMissed(store, channels, notifiedAt);
}

async function collectMissed(store: Store, channels: readonly Channel[], notifiedAt: Date) {
  const firings = await store.prisma.scheduleFiring.findMany({
    where: { status: { in: ['missed', 'failed'] }, notifiedAt: null },
    include: { schedule: true },
    orderBy: { dueAt: 'asc' },
    take: MAX_AT_ONCE,
  });
  for (const { schedule, dueAt, note, scheduleId } of firings) {
    const due = dueAt.toISOString();
    const piece: Piece = {
      event: 'schedule-missed',
      key: `schedule:${scheduleId}@${due}`,
      title: `Schedule ${schedule.name} did not start at ${due}`,
      text: note ?? '',
      link: `${publicUrl()}/automation`,
      at: due,
      schedule: schedule.name,
    };
    await layOut(store, channels, [piece], notifiedAt);
    await store.prisma.scheduleFiring.update({
      where: { scheduleId_dueAt: { scheduleId, dueAt } },
      data: { notifiedAt },
    });
  }
}

/** A delivery for each channel that wants it; what is there already stays as it is. */
async function layOut(
  { prisma }: Store,
  channels: readonly Channel[],
  pieces: readonly Piece[],
  now: Date,
): Promise<void> {
  for (const { key, ...notification } of pieces)
    for (const channel of channels) {
      if (!channelEventsOf(channel).includes(notification.event)) continue;
      await prisma.delivery.upsert({
        where: { channelId_key: { channelId: channel.id, key } },
        create: {
          channelId: channel.id,
          key,
          event: notification.event,
          title: notification.title,
          status: 'waiting',
          body: webhookPayload(channel.kind === 'slack' ? 'slack' : 'webhook', notification),
          createdAt: now,
          nextAttemptAt: now,
        },
        update: {},
      });
    }
}

/** Of a run that is part of something greater, or was measured elsewhere, the whole is told of instead. */
async function notificationsOfRun(store: Store, run: Run): Promise<Piece[]> {
  if (run.source !== null || run.suiteId !== null || run.searchId !== null) return [];
  const about = {
    link: `${publicUrl()}/runs/${run.id}`,
    at: (run.endedAt ?? run.queuedAt).toISOString(),
    run: run.id,
  };
  const name = `${run.scenarioName} on ${run.targetName}`;
  if (run.status === 'failed' || run.status === 'interrupted')
    return [
      {
        ...about,
        event: 'run-failed',
        key: `failed:run:${run.id}`,
        title: `Run ${run.id} ${run.status === 'failed' ? 'failed' : 'was interrupted'}: ${name}`,
        text: [run.failureReason, run.failureAdvice].filter(Boolean).join(' '),
      },
    ];
  const pieces: Piece[] = [];
  if (run.verdict === 'fail')
    pieces.push({
      ...about,
      event: 'objective-broken',
      key: `objective:run:${run.id}`,
      title: `Run ${run.id} violates its objectives: ${name}`,
      text: objectiveText(run),
    });
  if (run.confirmationId === null && run.status === 'finished')
    pieces.push(...(await changesAround(store, run)));
  return pieces;
}

function objectiveText(run: Run): string {
  const broken = verdictsOf(run).filter(
    ({ verdict, objective }) => verdict === 'fail' && objective.critical !== false,
  );
  return broken
    .map(
      ({ objective, margin }) =>
        `${objectiveName(objective)} ${limitLabel(objective)}: margin ${textOf(signedPercent(margin))}.`,
    )
    .join(' ');
}

/** A change of the trend that this run has made sure of: told once, at the first run after it, or while it lasts. */
async function changesAround(store: Store, run: Run): Promise<Piece[]> {
  const { targetName: target, planHash } = run;
  const pieces: Piece[] = [];
  for (const metric of ['p95', 'failureRate'] as const) {
    const [series] = await trendOf(store, run.scenarioName, metric, { target, planHash });
    if (series === undefined) continue;
    const runs = series.points.map((point) => point.run);
    const latest = runs.slice(-LATEST_RUNS);
    const subject = `${metric === 'p95' ? 'p95' : 'Error rate'} of ${run.scenarioName} on ${target}`;
    const about = {
      event: 'change-point' as const,
      link: `${publicUrl()}/trends?scenario=${encodeURIComponent(run.scenarioName)}&target=${encodeURIComponent(target)}`,
      at: (run.endedAt ?? run.queuedAt).toISOString(),
    };
    for (const change of series.changes) {
      if (!latest.includes(change.run) || change.answer !== undefined) continue;
      pieces.push({
        ...about,
        key: `change:${metric}:run:${change.run}`,
        title: `${subject} changed at run ${change.run}`,
        text: `From ${meanText(metric, change.before)} to ${meanText(metric, change.after)}.`,
        run: change.run,
      });
    }
    for (const drift of series.drifts) {
      const within = runs.slice(drift.from, drift.to + 1);
      if (drift.lastRun !== run.id || (await isTold(store, metric, within))) continue;
      pieces.push({
        ...about,
        key: `change:${metric}:run:${run.id}`,
        title: `${driftLabel(drift)}: ${subject} since run ${drift.run}`,
        text: driftText(metric, drift),
        run: run.id,
      });
    }
  }
  return pieces;
}

/** Whether a change at one of these runs was told: a drift is told once, its beginning as a step included. */
async function isTold(
  { prisma }: Store,
  metric: string,
  runs: readonly number[],
): Promise<boolean> {
  const keys = runs.map((run) => `change:${metric}:run:${run}`);
  return (await prisma.delivery.findFirst({ where: { key: { in: keys } } })) !== null;
}

function driftText(metric: 'p95' | 'failureRate', { before, after, run, lastRun }: TrendDrift) {
  return `From ${meanText(metric, before)} to ${meanText(metric, after)}, run ${run} to run ${lastRun}.`;
}

function meanText(metric: 'p95' | 'failureRate', value: number): string {
  return metric === 'p95' ? `${Number(value.toPrecision(3))} ms` : textOf(percent(value));
}

async function notificationsOfSuite(store: Store, id: number): Promise<Piece[]> {
  const suite = await getSuite(store, id);
  const missed = suite?.benchmarks.filter(
    ({ headline, result }) => headline && result !== undefined && result.verdict !== 'pass',
  );
  if (suite === undefined || missed === undefined || missed.length === 0) return [];
  return [
    {
      event: 'objective-broken',
      key: `objective:suite:${id}`,
      title: `Suite ${id} on ${suite.target} met ${suite.compliance.passed} of ${suite.compliance.of} key objectives`,
      text: `Not met: ${missed.map(({ title, result }) => `${title} (${result?.verdict})`).join(', ')}.`,
      link: `${publicUrl()}/suites/${id}`,
      at: suite.endedAt ?? suite.queuedAt,
      suite: id,
    },
  ];
}
