// Answers JSON-RPC calls after known delays and tells with each answer how long it really took, at least and at most, so
// that whoever measures from outside can be compared with the truth, request by request. On bare sockets, so that
// little of its own time comes before it looks at its clock. Argument: port.
import { createServer } from 'node:net';

const [port] = process.argv.slice(2);
const DELAYS_MS = [1, 2, 2, 5, 5, 10, 10, 20, 40, 80];
let calls = 0;
/** When the event loop last looked at its sockets, and when before that: what it finds arrived in between. */
let lookedMs = performance.now();
let beforeMs = lookedMs;

// Awake all the time: a thread that sleeps is woken some tenths of a millisecond late, which its clock would not see.
function stayAwake() {
  beforeMs = lookedMs;
  lookedMs = performance.now();
  setImmediate(stayAwake);
}
stayAwake();

// A request of a few hundred bytes comes in one piece.
createServer({ noDelay: true }, (socket) => {
  // The first request may have been there before its connection was accepted.
  let sinceMs = beforeMs;
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes) => {
    const foundMs = performance.now();
    const earliestMs = sinceMs ?? beforeMs;
    sinceMs = undefined;
    if (bytes.subarray(0, 3).toString('latin1') === 'GET') return answer(socket, 'here');
    // A cheap hash spreads the delays evenly and without a pattern.
    const delayMs = DELAYS_MS[((++calls * 2654435761) >>> 0) % DELAYS_MS.length];
    setTimeout(() => {
      const nowMs = performance.now();
      const [took, atMost] = [nowMs - foundMs, nowMs - earliestMs].map((ms) =>
        Math.round(ms * 1000),
      );
      answer(
        socket,
        `{"jsonrpc":"2.0","id":1,"result":{"job_id":"job-1","status":"running","took":${took},"atMost":${atMost}}}`,
      );
    }, delayMs);
  });
}).listen(Number(port), '127.0.0.1');

function answer(socket, body) {
  socket.write(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}
