import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import { type Dispatch, dispatchRpc } from '../rpc/dispatch';
import type { OpenTrace } from './traces';

/** POST /api/v1/jsonrpc. JSON-RPC errors are HTTP 200; a body with nothing to answer is 204. */
export function rpcRoute(
  server: FastifyInstance,
  dispatch: Dispatch,
  guards: onRequestAsyncHookHandler[],
): void {
  server.post('/api/v1/jsonrpc', { onRequest: guards }, async (request, reply) => {
    const { trace } = request;
    trace?.working();
    const answer = await dispatchRpc(
      trace === undefined ? dispatch : traced(dispatch, trace),
      typeof request.body === 'string' ? request.body : '',
    );
    if (answer === undefined) return reply.code(204).send();
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer));
  });
}

function traced(dispatch: Dispatch, trace: OpenTrace): Dispatch {
  return {
    ...dispatch,
    onAnswered(method, outcome) {
      trace.called(method, outcome);
      dispatch.onAnswered(method, outcome);
    },
  };
}
