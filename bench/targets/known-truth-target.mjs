// Answers JSON-RPC calls after known delays and tells with each answer how long it really took, so that whoever
// measures from outside can be compared with the truth, request by request. On bare sockets, so that little of its
// own time comes before it looks at its clock. Argument: port.
import { createServer } from 'node:net';

const [port] = process.argv.slice(2);
const DELAYS_MS = [1, 2, 2, 5, 5, 10, 10, 20, 40, 80];
let calls = 0;

// A request of a few hundred bytes comes in one piece.
createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => socket.destroy());
  socket.on('data', (bytes) => {
    const startedMs = performance.now();
    if (bytes.subarray(0, 3).toString('latin1') === 'GET') return answer(socket, 'here');
    // A cheap hash spreads the delays evenly and without a pattern.
    const delayMs = DELAYS_MS[((++calls * 2654435761) >>> 0) % DELAYS_MS.length];
    setTimeout(() => {
      const took = Math.round((performance.now() - startedMs) * 1000);
      answer(
        socket,
        `{"jsonrpc":"2.0","id":1,"result":{"job_id":"job-1","status":"running","took":${took}}}`,
      );
    }, delayMs);
  });
}).listen(Number(port), '127.0.0.1');

function answer(socket, body) {
  socket.write(
    `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}

// Awake all the time: a thread that sleeps is woken some tenths of a millisecond late, which its clock would not see.
const stayAwake = () => setImmediate(stayAwake);
stayAwake();
