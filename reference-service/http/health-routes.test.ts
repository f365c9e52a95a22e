import { fastify } from 'fastify';
import { expect, test } from 'vitest';
import { healthRoutes } from './health-routes';

test('a service that has a problem is alive but not ready, with HTTP 503', async () => {
  const server = fastify();
  healthRoutes(server, { startedAtMs: 0, problems: () => ['The database is closed.'] });
  const ready = await server.inject('/api/v1/health/ready');
  expect(ready.statusCode).toBe(503);
  expect(ready.json()).toMatchObject({ ready: false, problems: ['The database is closed.'] });
  expect((await server.inject('/api/v1/health/live')).statusCode).toBe(200);
  expect((await server.inject('/api/v1/health')).json()).toMatchObject({ status: 'unhealthy' });
});
