// Whether one of Plimsoll's processes does its work, by its exit code, for a container's health check:
//   node scripts/processes/healthy.mjs dashboard | worker | reference
const { PORT = '3000', REFERENCE_PORT = '8001' } = process.env;
const ADDRESSES = {
  dashboard: `http://127.0.0.1:${PORT}/api/health`,
  // A worker has no address of its own: the dashboard looks whether it is heard of.
  worker: `http://127.0.0.1:${PORT}/api/health/ready`,
  reference: `http://127.0.0.1:${REFERENCE_PORT}/api/v1/health/ready`,
};

const address = ADDRESSES[process.argv[2] ?? 'dashboard'];
const answer = await fetch(address, { signal: AbortSignal.timeout(4000) }).catch(() => undefined);
if (!answer?.ok) {
  console.error(`${address}: ${answer === undefined ? 'no response' : await answer.text()}`);
  process.exitCode = 1;
}
