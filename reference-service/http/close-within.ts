import type { FastifyInstance } from 'fastify';

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
