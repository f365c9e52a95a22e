// What an old Node reads before anything else, so written in what it can read.

/**
 * Why this Node cannot run Plimsoll, as a sentence; undefined when it can. 21, and 22 before 22.12, cannot
 * require() an ES module, as Prisma's command does.
 * @param {string} version as in process.versions.node
 */
export function nodeProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isBefore = (oldMajor, oldMinor) =>
    major < oldMajor || (major === oldMajor && minor < oldMinor);
  if (isBefore(20, 19)) return problem('20.19 or newer', version);
  if (major > 20 && isBefore(22, 12)) return problem('22.12 or newer, or 20.19', version);
  return undefined;
}

function problem(needed, version) {
  return `Plimsoll needs Node ${needed}; this is Node ${version}. Install a newer one from nodejs.org.`;
}
