// `npm run bench:alike -- [runs] [seconds] [watched]`: two built-in scenarios on the reference service, again and again: how many runs
// are judged, and how often runs that are alike are told apart by mistake. `watched`: each run's live page is open in a browser here.
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { withDashboard } from '@/cli/with-dashboard';
import { compareRuns } from '@/lib/compare/compare-runs';
import { BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import { findChromium } from '@/lib/reports/find-chromium.mjs';
import { hasEnded } from '@/lib/runs/model';
import { startRun } from '@/lib/runs/start-run';
import type { Run } from '@/lib/store/generated/client';
import { seedStore } from '@/lib/store/get-store';
import type { Store } from '@/lib/store/open-store';
import { runStatusOf } from '@/lib/store/rows';
import { table } from '../measure';
import { startReference } from '../start-reference';
import { startWorker, withBenchStore } from '../with-bench-store';

const SCENARIOS = ['light', 'moderate'];
const LOOK_MS = 500;

type Watch = (run: number) => Promise<void>;

async function alike(runs: number, seconds: number, watched: boolean): Promise<string> {
  return withBenchStore(async (store, dataDir) => {
    process.env.PLIMSOLL_DATA_DIR = dataDir;
    const reference = await startReference(`${dataDir}/reference`);
    await seedStore(store, { REFERENCE: 'off' });
    const url = `${reference.url}/api/v1/jsonrpc`;
    await store.prisma.target.create({
      data: { name: 'Reference', url, metricsUrl: `${reference.url}/metrics` },
    });
    const worker = await startWorker(dataDir);
    try {
      const measure = (watch: Watch) => measured(store, runs, seconds, watch);
      const all = watched ? await withBrowser(measure) : await measure(async () => {});
      return await summary(store, all);
    } finally {
      worker.kill('SIGTERM');
      await reference.stop();
    }
  });
}

async function withBrowser<T>(use: (watch: Watch) => Promise<T>): Promise<T> {
  return withDashboard(async ({ url }) => {
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      args: ['--no-sandbox'],
    });
    let page: Page | undefined;
    try {
      return await use(async (run) => {
        page ??= await browser.newPage({ viewport: { width: 1366, height: 768 } });
        await page.goto(`${url}/runs/${run}`);
      });
    } finally {
      await browser.close();
    }
  });
}

/** The scenarios in turn, each run once the target is idle, and its jobs cancelled at its end. */
async function measured(
  store: Store,
  runs: number,
  seconds: number,
  watch: Watch,
): Promise<Map<string, Run[]>> {
  const ended = new Map<string, Run[]>(SCENARIOS.map((slug) => [slug, []]));
  for (let index = 0; index < runs; index++) {
    const slug = SCENARIOS[index % SCENARIOS.length] ?? '';
    const built = BUILT_IN_SCENARIOS.find((one) => one.slug === slug);
    if (built === undefined) throw new Error(`There is no scenario "${slug}".`);
    const { number } = await startRun(store, {
      plan: { ...built.plan, cleanUp: 'always' },
      target: 'Reference',
      durationMs: seconds * 1000,
      profile: built.profile,
      waitForIdle: true,
    });
    await watch(number);
    const run = await endOf(store, number);
    ended.get(slug)?.push(run);
    console.log(`run ${number}, ${slug}: ${run.status}, ${run.validity}, ${run.verdict}`);
  }
  return ended;
}

async function endOf({ prisma }: Store, id: number): Promise<Run> {
  for (;;) {
    const run = await prisma.run.findUniqueOrThrow({ where: { id } });
    if (hasEnded(runStatusOf(run))) return run;
    await sleep(LOOK_MS);
  }
}

async function summary(store: Store, all: ReadonlyMap<string, readonly Run[]>): Promise<string> {
  const rows: string[][] = [];
  for (const [slug, runs] of all) {
    const pairs = runs.flatMap((base, at) => runs.slice(at + 1).map((other) => [base, other]));
    let [called, withheld] = [0, 0];
    for (const [base, other] of pairs) {
      const { verdict } = await compareRuns(store, base?.id ?? 0, other?.id ?? 0);
      if (verdict === 'better' || verdict === 'worse') called++;
      if (verdict === undefined) withheld++;
    }
    const counted = (is: (run: Run) => boolean) => `${runs.filter(is).length} of ${runs.length}`;
    rows.push([
      slug,
      counted(({ verdict }) => verdict === 'pass' || verdict === 'fail'),
      counted(({ validity }) => validity === 'valid'),
      counted(({ validity }) => validity === 'invalid'),
      `${called} of ${pairs.length}`,
      `${withheld}`,
    ]);
  }
  return table(
    ['scenario', 'judged', 'valid', 'invalid', 'pairs called different', 'not comparable'],
    rows,
  );
}

const [runs = '24', seconds = '60', mode] = process.argv.slice(2);
console.log(await alike(Number(runs), Number(seconds), mode === 'watched'));
