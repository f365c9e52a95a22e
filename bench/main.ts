// Ratios within one run, for machines are shared and noisy. `--quick` for a glance.
import { cpus } from 'node:os';
import { isInstalled, median, runPinned } from './measure';
import { startTarget } from './start-target';

const quick = process.argv.includes('--quick');
const ROUNDS = quick ? 1 : 3;
const SECONDS = quick ? 3 : 6;
// Both clients in JavaScript are compiled while they run: none is timed before that is done.
const WARM_UP_SECONDS = quick ? 1 : 2;
const USERS = 50;
const [CLIENT_CORE, SERVER_CORE] = [0, 1];
const CALL = '{"jsonrpc":"2.0","id":1,"method":"training.get_status","params":{"job_id":"job-1"}}';

interface Contender {
  name: string;
  requestsPerSecond(url: string): Promise<number>;
}

const ours: Contender = {
  name: 'Plimsoll, every sample stored',
  async requestsPerSecond(url) {
    const output = await runPinned(CLIENT_CORE, process.execPath, [
      ...['--import', 'tsx', 'bench/engine-once.ts', url],
      ...[`${USERS}`, `${WARM_UP_SECONDS}`, `${SECONDS}`],
    ]);
    const { requests, stored, requestsPerSecond } = JSON.parse(output) as Record<string, number>;
    if (requests !== stored) throw new Error(`${requests} requests, but ${stored} samples stored`);
    return requestsPerSecond ?? Number.NaN;
  },
};

const autocannon: Contender = {
  name: 'autocannon',
  async requestsPerSecond(url) {
    const output = await runPinned(CLIENT_CORE, process.execPath, [
      'node_modules/autocannon/autocannon.js',
      ...['--warmup', '[', '-c', `${USERS}`, '-d', `${WARM_UP_SECONDS}`, ']'],
      ...['-c', `${USERS}`, '-d', `${SECONDS}`, '-m', 'POST', '-b', CALL, '--json', url],
    ]);
    // A line for the warm-up, and one for the rest.
    const { requests, duration } = JSON.parse(output.trim().split('\n').at(-1) ?? '') as {
      requests: { total: number };
      duration: number;
    };
    return requests.total / duration;
  },
};

const wrk: Contender = {
  name: 'wrk',
  async requestsPerSecond(url) {
    const output = await runPinned(CLIENT_CORE, 'wrk', [
      ...['-t', '1', '-c', `${USERS}`, '-d', `${SECONDS}s`, '-s', 'bench/post.lua', url],
    ]);
    return Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1]);
  },
};

const contenders = [ours, autocannon, ...((await isInstalled('wrk')) ? [wrk] : [])];
const results = new Map(contenders.map(({ name }) => [name, [] as number[]]));
const target = await startTarget(SERVER_CORE);
try {
  for (let round = 0; round < ROUNDS; round++)
    for (const { name, requestsPerSecond } of contenders)
      results.get(name)?.push(await requestsPerSecond(target.url));
} finally {
  target.stop();
}
const writer = JSON.parse(
  await runPinned(CLIENT_CORE, process.execPath, [
    ...['--import', 'tsx', 'bench/writer-once.ts', quick ? '40' : '200'],
  ]),
) as { rowsPerSecond: number; bytesPerRow: number };

const rounded = (value: number) => Math.round(value).toLocaleString('en');
const ratesOf = ({ name }: Contender) => results.get(name) ?? [];
console.log(
  `${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}, ${target.name}`,
);
console.log(`${USERS} connections, one core for the client, median of ${ROUNDS} × ${SECONDS} s\n`);
console.log('| client | requests/s | Plimsoll against it |\n|---|---|---|');
for (const contender of contenders) {
  // Each round against its own: what else the machine did then slowed both.
  const ratios = ratesOf(contender).map((rate, round) => (ratesOf(ours)[round] ?? 0) / rate);
  const [rate, ratio] = [median(ratesOf(contender)), median(ratios)];
  console.log(`| ${contender.name} | ${rounded(rate)} | ${ratio.toFixed(2)} × |`);
}
console.log(
  `\nSample writer: ${rounded(writer.rowsPerSecond)} rows/s, ${writer.bytesPerRow.toFixed(1)} bytes a row`,
);
