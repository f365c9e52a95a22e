import { createServer } from 'node:net';

/**
 * Why a server could not listen there, and what to do about it; undefined when it could.
 * @param {{ host: string, port: number, variable: string, alternative?: string }} place
 * @returns {Promise<string | undefined>}
 */
export async function portProblem({ host, port, variable, alternative }) {
  const code = await tryToListen(host, port);
  if (code === undefined) return undefined;
  if (code === 'EADDRINUSE') {
    const free = await freePortAfter(host, port);
    const choice = `Choose another: ${variable}=${free} npm start`;
    return `Port ${port} on ${host} is taken by another program. ${choice}${alternative ? ` (or ${alternative})` : ''}.`;
  }
  if (code === 'EACCES')
    return `Port ${port} needs an administrator's rights. Choose one above 1023: ${variable}=3000 npm start.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This machine has no address ${host} to listen on. Set HOST to one it has, such as 127.0.0.1.`;
  return `Cannot listen on ${host}:${port} (${code}). Set ${variable} to another port.`;
}

/** @returns {Promise<string | undefined>} the error's code */
function tryToListen(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

async function freePortAfter(host, port) {
  for (let candidate = port + 1; candidate <= Math.min(port + 50, 65_535); candidate++)
    if ((await tryToListen(host, candidate)) === undefined) return candidate;
  return 'N';
}
