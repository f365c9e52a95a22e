import type { FastifyInstance } from 'fastify';
import { httpProblem } from './http-problem';
import type { TraceMemory } from './traces';

/** GET /api/v1/traces/<trace id>: what the service did for one request. */
export function traceRoutes(server: FastifyInstance, traces: TraceMemory): void {
  server.get<{ Params: { traceId: string } }>(
    '/api/v1/traces/:traceId',
    async ({ params: { traceId } }, reply) => {
      const spans = traces.spansOf(traceId);
      if (spans !== undefined) return { traceId, spans };
      const message = `There are no spans of trace ${traceId}: it never came, or is older than the newest 10,000.`;
      return reply.code(404).send(httpProblem(404, message));
    },
  );
}
