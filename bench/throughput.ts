import { createRequire } from 'node:module';
import { z } from 'zod';
import { parseJson } from '@/lib/core/parse-json';
import { isInstalled, median, rounded, runPinned, table } from './measure';
import { closedPlan, type EngineFigures, runEngine } from './run-engine';
import { startTarget } from './targets/start-target';

// Both clients in JavaScript are compiled while they run: none is timed before that is done.
const USERS = 50;
const CALL = '{"jsonrpc":"2.0","id":1,"method":"training.get_status","params":{"job_id":"job-1"}}';

const autocannonSchema = z.object({
  requests: z.object({ total: z.number() }),
  duration: z.number(),
});

interface Effort {
  core: number;
  serverCore: number;
  rounds: number;
  seconds: number;
  warmUpSeconds: number;
}

interface Contender {
  name: string;
  requestsPerSecond(url: string, effort: Effort): Promise<number>;
}

const ours: Contender = {
  name: 'Plimsoll, every sample stored',
  async requestsPerSecond(url, { core, seconds, warmUpSeconds }) {
    const plan = closedPlan(USERS, seconds + warmUpSeconds);
    return (await runEngine(core, url, plan, warmUpSeconds)).requestsPerSecond;
  },
};

const require = createRequire(import.meta.url);

const autocannon: Contender = {
  name: 'autocannon',
  async requestsPerSecond(url, { core, seconds, warmUpSeconds }) {
    const output = await runPinned(core, process.execPath, [
      require.resolve('autocannon'),
      '--warmup',
      '[',
      '-c',
      `${USERS}`,
      '-d',
      `${warmUpSeconds}`,
      ']',
      '-c',
      `${USERS}`,
      '-d',
      `${seconds}`,
      '-m',
      'POST',
      '-b',
      CALL,
      '--json',
      url,
    ]);
    // A line for the warm-up, and one for the rest.
    const { requests, duration } = parseJson(
      autocannonSchema,
      output.trim().split('\n').at(-1) ?? '',
    );
    return requests.total / duration;
  },
};

const wrk: Contender = {
  name: 'wrk',
  async requestsPerSecond(url, { core, seconds }) {
    const output = await runPinned(core, 'wrk', [
      '-t',
      '1',
      '-c',
      `${USERS}`,
      '-d',
      `${seconds}s`,
      '-s',
      'bench/post.lua',
      url,
    ]);
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1]);
  },
};

/** Requests a second on one core, beside other clients on the same core and server. */
export async function throughput(effort: Effort): Promise<string> {
  const contenders = [ours, autocannon, ...((await isInstalled('wrk')) ? [wrk] : [])];
  const rates = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  const target = await startTarget(effort.serverCore);
  try {
    for (let round = 0; round < effort.rounds; round++)
      for (const { name, requestsPerSecond } of contenders)
        rates.get(name)?.push(await requestsPerSecond(target.url, effort));
  } finally {
    target.stop();
  }
  const ratesOf = ({ name }: Contender) => rates.get(name) ?? [];
  const rows = contenders.map((contender) => {
    // Each round against its own: what else the machine did then slowed both.
    const ratios = ratesOf(contender).map((rate, round) => (ratesOf(ours)[round] ?? 0) / rate);
    return [contender.name, rounded(median(ratesOf(contender))), `${median(ratios).toFixed(2)} ×`];
  });
  return [
    `Against ${target.name}, ${USERS} connections, one core for the client, median of ${effort.rounds} × ${effort.seconds} s:`,
    table(['client', 'requests/s', 'Plimsoll against it'], rows),
  ].join('\n\n');
}

/** What a second generator costs: processor time a request, both on one core. */
export function generators(effort: Effort): Promise<string> {
  const plan = (seconds: number, generators: number) => closedPlan(USERS, seconds, { generators });
  return costs(effort, 'generators', {
    '1': (seconds) => plan(seconds, 1),
    '2': (seconds) => plan(seconds, 2),
  });
}

/** What a trace for every request costs. */
export function tracing(effort: Effort): Promise<string> {
  const connection = { traceContext: true };
  return costs(effort, 'trace context', {
    without: (seconds) => closedPlan(USERS, seconds),
    with: (seconds) => closedPlan(USERS, seconds, { connection }),
  });
}

/** Processor time a request and bytes a sample, each plan beside the first of them. */
async function costs(
  { core, serverCore, seconds, warmUpSeconds, rounds }: Effort,
  what: string,
  plans: Record<string, (seconds: number) => object>,
): Promise<string> {
  const names = Object.keys(plans);
  const figures = new Map(names.map((name) => [name, [] as EngineFigures[]]));
  const target = await startTarget(serverCore);
  try {
    for (let round = 0; round < rounds; round++)
      for (const [name, planOf] of Object.entries(plans)) {
        const plan = planOf(seconds + warmUpSeconds);
        figures.get(name)?.push(await runEngine(core, target.url, plan, warmUpSeconds));
      }
  } finally {
    target.stop();
  }
  const costsOf = (name: string | undefined) =>
    (figures.get(name ?? '') ?? []).map(({ cpuUsPerRequest }) => cpuUsPerRequest);
  const first = costsOf(names[0]);
  const rows = names.map((name) => {
    const mine = costsOf(name);
    const ratio = median(mine.map((cost, round) => cost / (first[round] ?? Number.NaN)));
    const bytes = median((figures.get(name) ?? []).map(({ bytesPerSample }) => bytesPerSample));
    return [name, median(mine).toFixed(1), `${ratio.toFixed(2)} ×`, bytes.toFixed(1)];
  });
  const head = [what, 'µs of processor time a request', 'against the first', 'bytes a sample'];
  return table(head, rows);
}
