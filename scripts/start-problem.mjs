/** Why Plimsoll cannot start, in words for its user, and the exit code that goes with it. */
export class StartProblem extends Error {
  /** @param {string[]} problems @param {number} exitCode 2 when the user's settings are at fault */
  constructor(problems, exitCode) {
    super(problems.join('\n'));
    this.name = 'StartProblem';
    this.exitCode = exitCode;
  }
}
