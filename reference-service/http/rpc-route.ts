import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import { type Dispatch, dispatchRpc } from '../rpc/dispatch-rpc';

/** POST /api/v1/jsonrpc. JSON-RPC errors are HTTP 200; a body with nothing to answer is 204. */
export function rpcRoute(
  server: FastifyInstance,
  dispatch: Dispatch,
  guards: onRequestAsyncHookHandler[],
): void {
  server.post('/api/v1/jsonrpc', { onRequest: guards }, async (request, reply) => {
    const answer = await dispatchRpc(
      dispatch,
      typeof request.body === 'string' ? request.body : '',
    );
    if (answer === undefined) return reply.code(204).send();
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
  });
}
