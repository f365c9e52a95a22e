import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock';
import type { RequestMetrics } from '../metrics';

const CLIENT_LEFT = 499;
const NO_ROUTE = 'unmatched';

/** Counts every request once, when its answer is on its way or its client is gone. */
export function countRequests(
  server: FastifyInstance,
  metrics: RequestMetrics,
  clock: Clock,
): void {
  server.addHook('onRequest', async (request, reply) => {
    const startedMs = clock.monotonicMs();
    // Fastify's onResponse never comes for a client that left; 'close' comes once for all.
    reply.raw.once('close', () => {
      const status = reply.raw.writableFinished ? reply.raw.statusCode : CLIENT_LEFT;
      const endpoint = request.routeOptions.url ?? NO_ROUTE;
      const seconds = (clock.monotonicMs() - startedMs) / 1000;
      metrics.httpAnswered(request.method, endpoint, status, seconds);
    });
  });
}
