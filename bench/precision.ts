import { parseJson } from '@/lib/core/parse-json';
import { runPinned, table } from './measure';
import { openPlan, type Percentiles, percentilesSchema, runEngine } from './run-engine';
import { startKnownTarget, startTarget } from './targets/start-target';

// The client is not pinned: as in the worker, the thread that stores has a core to itself if there is one.
interface Effort {
  serverCore: number;
  seconds: number;
}

const FROZEN_RATE = 500;
const FROZEN_SECONDS = 20;
const QUANTILES = ['p50', 'p95', 'p99', 'p999'] as const;

/** How much later than due requests leave, at constant rates; beside what the machine does to a bare loop. */
export async function scheduleDelay({ serverCore, seconds }: Effort): Promise<string> {
  const target = await startTarget(serverCore);
  const rows: string[][] = [];
  try {
    for (const rate of [1000, 2000]) {
      const figures = await runEngine(undefined, target.url, openPlan(rate, seconds), 1);
      const asked = `${rate.toLocaleString('en')}/s`;
      rows.push([asked, `${figures.requestsPerSecond.toFixed(1)}/s`, ...cellsOf(figures.delay)]);
      rows.push([asked, 'a bare loop', ...cellsOf(await bareLoop(rate, seconds))]);
    }
  } finally {
    target.stop();
  }
  return table(['asked', 'sent', 'delay p50', 'delay p99', 'delay max'], rows);
}

const cellsOf = ({ p50, p99, max }: Pick<Percentiles, 'p50' | 'p99' | 'max'>) =>
  [p50, p99, max].map((ms) => `${ms.toFixed(3)} ms`);

async function bareLoop(rate: number, seconds: number) {
  const output = await runPinned(undefined, process.execPath, [
    '--import',
    'tsx',
    'bench/bare-schedule.ts',
    `${rate}`,
    `${seconds}`,
  ]);
  return parseJson(percentilesSchema.pick({ p50: true, p99: true, max: true }), output);
}

/** Our percentiles beside those that the server keeps of itself; delays of 5 to 200 ms, mixed. */
export async function accuracy({ serverCore, seconds }: Effort): Promise<string> {
  const target = await startKnownTarget(serverCore, 'mixed');
  try {
    const ours = await runEngine(undefined, target.url, openPlan(500, seconds));
    const truth = (await (await fetch(target.url)).json()) as Percentiles;
    return table(
      ['percentile', 'the server’s own', 'ours (service time)', 'difference'],
      QUANTILES.map((q) => {
        const difference = ours.service[q] - truth[q];
        const within = difference - truth[q] * 0.01;
        return [
          q,
          `${truth[q].toFixed(2)} ms`,
          `${ours.service[q].toFixed(2)} ms`,
          `${difference.toFixed(2)} ms (1 % ${within < 0 ? '−' : '+'} ${Math.abs(within).toFixed(2)} ms)`,
        ];
      }),
    );
  } finally {
    target.stop();
  }
}

/**
 * A server that stands still for a second at 500/s for 20 s. Of 10,000 requests 500 wait, evenly between
 * 0 and 1,000 ms: so the response time's p99, of rank 9,900, is that of the 101st longest, 800 ms.
 */
export async function frozen({ serverCore }: Effort): Promise<string> {
  const rows: string[][] = [];
  for (const maxInFlight of [2000, 10]) {
    const target = await startKnownTarget(serverCore, 'frozen');
    try {
      const plan = openPlan(FROZEN_RATE, FROZEN_SECONDS, { maxInFlight });
      const { response, service } = await runEngine(undefined, target.url, plan);
      rows.push([
        `${maxInFlight}`,
        '800 ms',
        `${response.p99.toFixed(0)} ms`,
        `${(((response.p99 - 800) / 800) * 100).toFixed(1)} %`,
        `${service.p99.toFixed(1)} ms`,
      ]);
    } finally {
      target.stop();
    }
  }
  return table(['in flight at most', 'p99 by hand', 'response p99', 'off by', 'service p99'], rows);
}
