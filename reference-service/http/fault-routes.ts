import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import type { Faults } from '../faults/faults';
import { httpProblem } from './http-problem';

/** The admin route: every answer is the faults as they are now, or 400 with all `problems` of a change. */
export function faultRoutes(
  server: FastifyInstance,
  faults: Faults,
  onRequest: onRequestAsyncHookHandler[],
): void {
  const path = '/api/v1/faults';
  server.get(path, { onRequest }, async () => faults.state);
  server.put(path, { onRequest }, async ({ body }, reply) => {
    const problems = faults.change(parseJson(body));
    if (problems.length === 0) return faults.state;
    return reply.code(400).send({ ...httpProblem(400, problems.join(' ')), problems });
  });
  server.delete(path, { onRequest }, async () => {
    faults.clear();
    return faults.state;
  });
}

/** Undefined, which is no object either, when it is not JSON. */
function parseJson(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}
