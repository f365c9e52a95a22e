import { createServer } from 'node:net';

/**
 * Looks at the ports before anything slow is done. On a first start the settings' own rules (zod) are
 * not installed yet, so this reads only what is plainly a port and leaves the rest to them.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string[]>} every problem, as sentences
 */
export async function earlyPortProblems(env) {
  const places = [
    { host: env.HOST?.trim() || '127.0.0.1', port: portOf(env.PORT, 3000), variable: 'PORT' },
  ];
  if (env.REFERENCE?.trim().toLowerCase() !== 'off')
    places.push({
      host: '127.0.0.1',
      port: portOf(env.REFERENCE_PORT, 8001),
      variable: 'REFERENCE_PORT',
      alternative: 'do without the reference service: REFERENCE=off npm start',
    });
  const problems = [];
  // One after the other: equal ones must not find each other, and are the settings' matter.
  for (const place of places.filter(({ port }) => port > 0))
    problems.push(await portProblem(place));
  return problems.filter((problem) => problem !== undefined);
}

/** @returns {number} 0 for what is no port */
function portOf(text, fallback) {
  if (!text?.trim()) return fallback;
  const port = Number(text);
  return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : 0;
}

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
