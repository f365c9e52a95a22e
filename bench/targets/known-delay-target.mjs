// Answers JSON-RPC calls after known delays and keeps its own account of how long each took.
// Arguments: port, 'mixed' (5 to 200 ms) or 'frozen' (at once, but for one second, ten seconds after
// the first call, not at all). GET /truth gives its percentiles, ms.
import { createServer } from 'node:http';

const [port, mode] = process.argv.slice(2);
const FREEZE_AFTER_MS = 10_000;
const FREEZE_MS = 1000;
const DELAYS_MS = [5, 10, 10, 20, 20, 20, 40, 40, 80, 200];
const ANSWER = '{"jsonrpc":"2.0","id":1,"result":{"job_id":"job-1","status":"running"}}';
const tookMs = [];
let calls = 0;

createServer((request, response) => {
  if (request.method === 'GET') return tellTruth(response);
  const startedMs = performance.now();
  if (calls++ === 0 && mode === 'frozen')
    setTimeout(() => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FREEZE_MS);
    }, FREEZE_AFTER_MS);
  // A cheap hash spreads the delays evenly and without a pattern.
  const delayMs = mode === 'mixed' ? DELAYS_MS[((calls * 2654435761) >>> 0) % DELAYS_MS.length] : 0;
  const answer = () => {
    response.setHeader('content-type', 'application/json');
    response.end(ANSWER);
    tookMs.push(performance.now() - startedMs);
  };
  request.resume();
  request.on('end', () => (delayMs === 0 ? answer() : setTimeout(answer, delayMs)));
}).listen(Number(port), '127.0.0.1');

function tellTruth(response) {
  // The first call makes the job that the others ask about.
  const sorted = tookMs.slice(1).sort((a, b) => a - b);
  const at = (q) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      n: sorted.length,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      p999: at(0.999),
    }),
  );
}
