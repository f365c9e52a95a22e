import { portProblem } from './port-problem.mjs';

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
