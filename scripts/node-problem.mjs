// What an old Node reads before anything else, so written in what it can read.
const OLDEST = [20, 19];

/**
 * Why this Node cannot run Plimsoll, as a sentence; undefined when it can.
 * @param {string} version as in process.versions.node
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `Plimsoll needs Node ${OLDEST.join('.')} or newer; this is Node ${version}. Install a newer one from nodejs.org.`;
}
