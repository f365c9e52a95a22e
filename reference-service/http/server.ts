import { type FastifyError, type FastifyInstance, fastify } from 'fastify';
import type { Registry } from 'prom-client';
import type { Clock } from '../clock';
import type { Faults } from '../faults/faults';
import type { RequestMetrics } from '../metrics';
import type { Dispatch } from '../rpc/dispatch';
import { countRequests } from './count-requests';
import { faultRoutes } from './fault-routes';
import { limitRate, requireToken } from './guards';
import { type Health, healthRoutes } from './health-routes';
import { httpProblem } from './http-problem';
import { rpcRoute } from './rpc-route';
import { traceRequests } from './trace-requests';
import { traceRoutes } from './trace-routes';
import { TraceMemory } from './traces';

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

export interface ServerParts {
  clock: Clock;
  token?: string;
  rateLimitPerSecond?: number;
  registry: Registry;
  metrics: RequestMetrics;
  health: Health;
  dispatch: Dispatch;
  /** With them there is a route that tells and changes them. */
  faults?: Faults;
}

/** The HTTP side of the service, not yet listening. */
export function buildServer(parts: ServerParts): FastifyInstance {
  const { clock, token, registry, metrics, health, dispatch, faults } = parts;
  const server = fastify({ logger: false, bodyLimit: BODY_LIMIT_BYTES });
  countRequests(server, metrics, clock);
  // Taken as text: a body that is not JSON is an error of JSON-RPC, with HTTP 200.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) =>
    done(null, body),
  );
  answerProblems(server, dispatch.onInternalError);

  healthRoutes(server, health);
  server.get('/metrics', async (_, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  const tokenGuards = token === undefined ? [] : [requireToken(token)];
  if (faults) faultRoutes(server, faults, tokenGuards);
  const traces = new TraceMemory(clock);
  traceRoutes(server, traces);
  const trace = traceRequests(server, traces);
  rpcRoute(server, dispatch, [trace, ...tokenGuards, ...rateGuards(parts)]);
  return server;
}

function rateGuards({ clock, rateLimitPerSecond, faults }: ServerParts) {
  if (rateLimitPerSecond === undefined && !faults) return [];
  return [limitRate(() => faults?.state.rateLimitPerSecond ?? rateLimitPerSecond, clock)];
}

function answerProblems(server: FastifyInstance, onInternalError: (error: unknown) => void): void {
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send(httpProblem(404, `There is no ${request.method} ${request.url}.`)),
  );
  server.setErrorHandler((error: FastifyError, _, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(httpProblem(status, error.message));
    onInternalError(error);
    return reply.code(500).send(httpProblem(500, 'The service failed.'));
  });
}
