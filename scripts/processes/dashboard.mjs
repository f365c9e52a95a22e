// The dashboard at HOST and PORT, as it is built or, in development, as its source is: Next's own server behind the door of
// door.mjs.
import { createServer } from 'node:http';
import next from 'next';
import { ROOT } from '../environment.mjs';
import { letIn } from './door.mjs';
import { namesOf } from './strangers.mjs';

const { HOST: hostname = '127.0.0.1', PORT = '3000', NODE_ENV } = process.env;
const port = Number(PORT);
const dev = NODE_ENV === 'development';

const dashboard = next({ dir: ROOT, hostname, port, dev, turbopack: dev });
await dashboard.prepare();
const house = { ...namesOf(process.env), dev };
const handle = dashboard.getRequestHandler();
const server = createServer((request, response) => {
  if (letIn(request, response, house)) void handle(request, response);
});
server.on('error', (error) => {
  console.error(`The dashboard cannot listen at ${hostname}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen(port, hostname);
