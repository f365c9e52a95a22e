import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { plural } from '@/lib/core/number';
import { parseInput, requireOneOf } from '@/lib/core/problems';
import { startFields } from '@/lib/runs/start-input';
import { chosenTarget } from '@/lib/runs/start-run';
import type { Suite, SuiteBenchmark } from '@/lib/store/generated/client';
import type { Store } from '@/lib/store/open-store';
import { isStale } from '@/lib/store/queue/model';
import { requestStop } from '@/lib/store/queue/queue';
import {
  benchmarkResultOf,
  benchmarkRunsOf,
  benchmarkStatusOf,
  environmentOf,
  suiteStatusOf,
} from '@/lib/store/rows';
import { requireConfirmedHost } from '@/lib/targets/confirmed-host';
import type { BenchmarkResult } from '@/lib/verdict/benchmarks/benchmark';
import { BENCHMARKS } from '@/lib/verdict/benchmarks/benchmarks';
import {
  type BenchmarkView,
  type Compliance,
  hasSuiteEnded,
  type SuiteListItem,
  type SuiteView,
} from './model';

type SuiteRow = Suite & { benchmarks: SuiteBenchmark[] };

/** The latest suites, newest first. */
export async function listSuites(store: Store, limit = 50): Promise<SuiteListItem[]> {
  const suites = await store.prisma.suite.findMany({
    orderBy: { id: 'desc' },
    take: limit,
    include: { benchmarks: true },
  });
  return suites.map(listItem);
}

/** A suite with its benchmarks in their order; undefined when there is none of that number. */
export async function getSuite(store: Store, id: number): Promise<SuiteView | undefined> {
  const suite = await store.prisma.suite.findUnique({
    where: { id },
    include: { benchmarks: true },
  });
  if (suite === null) return undefined;
  const { targetUrl, failureReason } = suite;
  return {
    ...listItem(suite),
    targetUrl,
    failureReason: failureReason ?? undefined,
    environment: environmentOf(suite),
    benchmarks: benchmarkViews(suite.benchmarks),
  };
}

/** The last finished suite before one, of the same size on the same target. */
export async function suiteBefore(
  store: Store,
  { id, target, quick }: Pick<SuiteListItem, 'id' | 'target' | 'quick'>,
): Promise<SuiteView | undefined> {
  const before = await store.prisma.suite.findFirst({
    where: { id: { lt: id }, targetName: target, quick, status: 'finished' },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  return before === null ? undefined : getSuite(store, before.id);
}

function listItem(suite: SuiteRow): SuiteListItem {
  const { benchmarks } = suite;
  const views = benchmarkViews(benchmarks);
  return {
    id: suite.id,
    status: suiteStatusOf(suite),
    isStale: isStale(suite, Date.now()),
    quick: suite.quick,
    target: suite.targetName,
    targetId: suite.targetId ?? undefined,
    queuedAt: suite.queuedAt.toISOString(),
    startedAt: suite.startedAt?.toISOString(),
    endedAt: suite.endedAt?.toISOString(),
    done: benchmarks.filter(({ status }) => status === 'ended').length,
    of: benchmarks.length,
    numbers: views.map(({ number }) => number),
    compliance: complianceOf(views),
    headline: views
      .filter(({ headline }) => headline)
      .map(({ number, title, result }) => ({ number, title, verdict: result?.verdict })),
  };
}

function benchmarkViews(rows: readonly SuiteBenchmark[]): BenchmarkView[] {
  return BENCHMARKS.flatMap(({ plans: _1, see: _2, ...benchmark }) => {
    const row = rows.find(({ number }) => number === benchmark.number);
    if (row === undefined) return [];
    return {
      ...benchmark,
      status: benchmarkStatusOf(row),
      runs: benchmarkRunsOf(row),
      startedAt: row.startedAt?.toISOString(),
      endedAt: row.endedAt?.toISOString(),
      result: benchmarkResultOf(row),
    };
  });
}

/** Of the headline objectives; what has not been measured counts as no data. */
function complianceOf(benchmarks: readonly BenchmarkView[]): Compliance {
  const headline = benchmarks.filter((benchmark) => benchmark.headline);
  const count = (verdict: BenchmarkResult['verdict']) =>
    headline.filter(({ result }) => result?.verdict === verdict).length;
  const [passed, failed] = [count('pass'), count('fail')];
  return { passed, failed, noData: headline.length - passed - failed, of: headline.length };
}

const REFUSED = 'The suite cannot be started.';
const NUMBERS = BENCHMARKS.map(({ number }) => number);

export const suiteFields = startFields
  .pick({ target: true, targetUrl: true, confirmHost: true })
  .extend({
    quick: z.boolean().default(false),
    /** Which time of which schedule it is for; of each there is one suite at most. */
    firing: z.string().optional(),
    /** Only these; left out, all twelve. */
    benchmarks: z
      .array(
        z
          .int()
          .refine((number) => NUMBERS.includes(number), 'must be benchmark numbers from 1 to 12.'),
      )
      .min(1, 'must contain at least one benchmark.')
      .optional(),
  });

/** A suite needs somewhere to be sent. */
export function suiteInputOf<T extends z.ZodType>(fields: T): T {
  return requireOneOf(fields, 'target', 'targetUrl');
}

const schema = suiteInputOf(suiteFields);

/** What a start would queue, and on which target, without queueing it. Throws `invalid-input`. */
export async function suiteToStart(store: Store, input: unknown) {
  const { quick, firing, benchmarks = NUMBERS, ...where } = parseInput(schema, input, REFUSED);
  const target = await chosenTarget(store, where, REFUSED);
  const what = `${plural(benchmarks.length, 'benchmark')} of the ${quick ? 'quick ' : ''}suite`;
  requireConfirmedHost([target.url], where.confirmHost, what, REFUSED);
  return { target, quick, firing, benchmarks };
}

/** Queues the benchmark suite, or some of it, for a worker. Throws `invalid-input`. */
export async function startSuite(store: Store, input: unknown): Promise<{ id: number }> {
  const { target, quick, firing, benchmarks } = await suiteToStart(store, input);
  const busy = await store.prisma.suite.findFirst({
    where: { targetUrl: target.url, status: { in: ['queued', 'running'] } },
  });
  if (busy !== null)
    throw new PlimsollError(
      'conflict',
      `Suite ${busy.id} is already running on ${target.name}. Wait until it ends, or stop it.`,
    );
  const suite = await store.prisma.suite.create({
    data: {
      status: 'queued',
      quick,
      firing,
      targetId: target.id,
      targetName: target.name,
      targetUrl: target.url,
      benchmarks: {
        create: [...new Set(benchmarks)]
          .sort((a, b) => a - b)
          .map((number) => ({ number, status: 'queued' })),
      },
    },
  });
  return { id: suite.id };
}

/** Asks for a suite's stop: its worker reads it within a second. A queued one is stopped at once. */
export async function stopSuite(store: Store, id: number): Promise<void> {
  await requestStop(store, 'suite', id);
}

const HEADLINES = BENCHMARKS.filter(({ headline }) => headline).length;

/** Whether it says something about compliance: it has all headline objectives, and came to a verdict. */
export function isComplete(suite: SuiteListItem): boolean {
  return hasSuiteEnded(suite.status) && suite.compliance.of === HEADLINES && suite.done > 0;
}
