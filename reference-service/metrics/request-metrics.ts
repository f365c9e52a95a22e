import { Counter, Histogram, type Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export type RequestMetrics = ReturnType<typeof createRequestMetrics>;

/** Counts of requests, exact, so that clients can lay their own beside them. */
export function createRequestMetrics(registry: Registry) {
  const registers = [registry];
  const http = new Counter({
    name: 'http_requests_total',
    help: 'HTTP requests by route; status 499 is a client that left before its answer',
    labelNames: ['method', 'endpoint', 'status_code'],
    registers,
  });
  const httpSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the headers of a request to the end of its answer',
    labelNames: ['method', 'endpoint'],
    buckets: SECONDS,
    registers,
  });
  const rpc = new Counter({
    name: 'rpc_requests_total',
    help: 'JSON-RPC requests, each of a batch on its own; outcome is ok or the error code',
    labelNames: ['method', 'outcome'],
    registers,
  });
  return {
    httpAnswered(method: string, endpoint: string, statusCode: number, seconds?: number): void {
      http.inc({ method, endpoint, status_code: statusCode });
      if (seconds !== undefined) httpSeconds.observe({ method, endpoint }, seconds);
    },
    rpcAnswered(method: string, outcome: 'ok' | number): void {
      rpc.inc({ method, outcome });
    },
  };
}
