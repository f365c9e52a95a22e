// Answers every request that ends in a complete body, without looking at it: as little work as possible.
import { createServer } from 'node:net';

const [port, answer] = process.argv.slice(2);
const response = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(answer)}\r\n\r\n${answer}`;

createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  let pending = '';
  socket.on('data', (chunk) => {
    pending += chunk.toString('latin1');
    for (;;) {
      const head = pending.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(pending.slice(0, head))?.[1] ?? 0);
      if (pending.length < head + 4 + length) return;
      pending = pending.slice(head + 4 + length);
      socket.write(response);
    }
  });
}).listen(Number(port), '127.0.0.1');
