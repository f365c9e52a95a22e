import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { OpenTrace, TraceMemory } from './traces';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a request that came with a trace context. */
    trace: OpenTrace | undefined;
  }
}

/** For the guards of a route: its traced requests' spans, from their headers to the end of their answers. */
export function traceRequests(
  server: FastifyInstance,
  traces: TraceMemory,
): onRequestAsyncHookHandler {
  server.decorateRequest('trace', undefined);
  return async (request, reply) => {
    const { traceparent } = request.headers;
    if (typeof traceparent !== 'string') return;
    const trace = traces.open(traceparent);
    request.trace = trace;
    reply.raw.once('close', () => trace?.end(nameOf(request), reply.raw.statusCode));
  };
}

function nameOf({ method, routeOptions }: FastifyRequest): string {
  return `${method} ${routeOptions.url}`;
}
