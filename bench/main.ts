// Ratios within one run, for machines are shared and noisy. `--quick` for a glance.
import { cpus } from 'node:os';
import { isInstalled, median, runPinned } from './measure';
import { startTarget } from './start-target';

const quick = process.argv.includes('--quick');
const ROUNDS = quick ? 1 : 3;
const SECONDS = quick ? 3 : 8;
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
      ...['--import', 'tsx', 'bench/engine-once.ts', url, `${USERS}`, `${SECONDS}`],
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
      ...['-c', `${USERS}`, '-d', `${SECONDS}`, '-m', 'POST', '-b', CALL, '--json', url],
    ]);
    const { requests } = JSON.parse(output) as { requests: { total: number } };
    return requests.total / SECONDS;
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
console.log(
  `${cpus()[0]?.model.trim()}, ${cpus().length} cores, Node ${process.version}, ${target.name}`,
);
console.log(`${USERS} connections, one core for the client, median of ${ROUNDS} × ${SECONDS} s\n`);
console.log('| client | requests/s | Plimsoll against it |\n|---|---|---|');
const oursMedian = median(results.get(ours.name) ?? []);
for (const { name } of contenders) {
  const theirs = median(results.get(name) ?? []);
  console.log(`| ${name} | ${rounded(theirs)} | ${(oursMedian / theirs).toFixed(2)} × |`);
}
console.log(
  `\nSample writer: ${rounded(writer.rowsPerSecond)} rows/s, ${writer.bytesPerRow.toFixed(1)} bytes a row`,
);
