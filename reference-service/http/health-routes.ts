import type { FastifyInstance } from 'fastify';
import { isoTime } from '../clock';
import { serviceName, serviceVersion } from '../rpc/methods';

export interface Health {
  startedAtMs: number;
  /** What keeps the service from taking requests, as sentences; empty when it is ready. */
  problems(): string[];
}

/** The three health routes; only /ready ever answers 503. */
export function healthRoutes(server: FastifyInstance, { startedAtMs, problems }: Health): void {
  const identity = {
    service: serviceName,
    name: serviceName,
    version: serviceVersion,
    started_at: isoTime(startedAtMs),
  };
  server.get('/api/v1/health', async () => {
    const found = problems();
    return { status: found.length === 0 ? 'healthy' : 'unhealthy', ...identity, problems: found };
  });
  server.get('/api/v1/health/ready', async (_, reply) => {
    const found = problems();
    const ready = found.length === 0;
    return reply.code(ready ? 200 : 503).send({ ready, ...identity, problems: found });
  });
  server.get('/api/v1/health/live', async () => ({ alive: true, ...identity }));
}
