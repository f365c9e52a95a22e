import {
  type FastifyError,
  type FastifyInstance,
  fastify,
  type onRequestAsyncHookHandler,
} from 'fastify';
import type { Registry } from 'prom-client';
import { type Clock, isoTime } from '../clock';
import type { Faults } from '../faults/faults';
import type { RequestMetrics } from '../metrics';
import { type Dispatch, dispatchRpc } from '../rpc/dispatch';
import { serviceName, serviceVersion } from '../rpc/methods';
import { faultRoutes } from './fault-routes';
import { limitRate, requireToken } from './guards';
import { httpProblem } from './http-problem';
import { type ActiveTrace, TraceBuffer, traceRequests, traceRoutes } from './traces';

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

interface ServerParts {
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
  handleErrors(server, dispatch.onInternalError);

  healthRoutes(server, health);
  server.get('/metrics', async (_, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
  const tokenGuards = token === undefined ? [] : [requireToken(token)];
  if (faults) faultRoutes(server, faults, tokenGuards);
  const traces = new TraceBuffer(clock);
  traceRoutes(server, traces);
  const trace = traceRequests(server, traces);
  rpcRoute(server, dispatch, [trace, ...tokenGuards, ...rateGuards(parts)]);
  return server;
}

function rateGuards({ clock, rateLimitPerSecond, faults }: ServerParts) {
  if (rateLimitPerSecond === undefined && !faults) return [];
  return [limitRate(() => faults?.state.rateLimitPerSecond ?? rateLimitPerSecond, clock)];
}

function handleErrors(server: FastifyInstance, onInternalError: (error: unknown) => void): void {
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

interface Health {
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

/** POST /api/v1/jsonrpc. JSON-RPC errors are HTTP 200; a body with nothing to answer is 204. */
function rpcRoute(
  server: FastifyInstance,
  dispatch: Dispatch,
  guards: onRequestAsyncHookHandler[],
): void {
  server.post('/api/v1/jsonrpc', { onRequest: guards }, async (request, reply) => {
    const { trace } = request;
    trace?.bodyReceived();
    const answer = await dispatchRpc(
      trace === undefined ? dispatch : traced(dispatch, trace),
      typeof request.body === 'string' ? request.body : '',
    );
    if (answer === undefined) return reply.code(204).send();
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
  });
}

function traced(dispatch: Dispatch, trace: ActiveTrace): Dispatch {
  return {
    ...dispatch,
    onAnswered(method, outcome) {
      trace.callAnswered(method, outcome);
      dispatch.onAnswered(method, outcome);
    },
  };
}

const CLIENT_CLOSED_REQUEST = 499;
const UNMATCHED_ROUTE = 'unmatched';

/** Counts every request once, when its answer is on its way or its client is gone. */
function countRequests(server: FastifyInstance, metrics: RequestMetrics, clock: Clock): void {
  server.addHook('onRequest', async (request, reply) => {
    const startedMs = clock.monotonicMs();
    // Fastify's onResponse never comes for a client that left; 'close' comes once for all.
    reply.raw.once('close', () => {
      const status = reply.raw.writableFinished ? reply.raw.statusCode : CLIENT_CLOSED_REQUEST;
      const endpoint = request.routeOptions.url ?? UNMATCHED_ROUTE;
      const seconds = (clock.monotonicMs() - startedMs) / 1000;
      metrics.httpAnswered(request.method, endpoint, status, seconds);
    });
  });
}

/** Closes a server, waiting `graceMs` at most for answers under way before it cuts them off. */
export async function closeWithin(server: FastifyInstance, graceMs: number): Promise<void> {
  const cut = setTimeout(() => server.server.closeAllConnections(), graceMs);
  try {
    server.server.closeIdleConnections();
    await server.close();
  } finally {
    clearTimeout(cut);
  }
}
