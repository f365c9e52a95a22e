import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { portProblem } from './ports.mjs';

let server: Server;
let port: number;

beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => server.close());

const place = () => ({ host: '127.0.0.1', port, variable: 'PORT' });

test('a taken port is named, with a free one to choose instead', async () => {
  const problem = await portProblem(place());
  expect(problem).toMatch(`Port ${port} on 127.0.0.1 is taken by another program.`);
  expect(problem).toMatch(/Choose another: PORT=\d+ npm start\.$/);
});

test('the message ends with the alternative, where there is one', async () => {
  const problem = await portProblem({ ...place(), alternative: 'do without' });
  expect(problem).toMatch(/npm start \(or do without\)\.$/);
});

test('a free port is no problem', async () => {
  server.close();
  await once(server, 'close');
  expect(await portProblem(place())).toBeUndefined();
});

test('an address that is not this machine’s is said to be so', async () => {
  const problem = await portProblem({ ...place(), host: '192.0.2.1' });
  expect(problem).toContain('has no address 192.0.2.1');
});
