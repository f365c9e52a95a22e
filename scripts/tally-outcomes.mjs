/**
 * Adds up what tasks found: a test run counts its tests, a check one, and whatever failed or could not
 * be run at least one failure. Preparation that went well is no test.
 * @param {Map<string, import('./run-tasks.mjs').Outcome>} outcomes
 * @param {string[]} checks the tasks that count as one test each
 * @returns {import('./count-tests.mjs').Count}
 */
export function tallyOutcomes(outcomes, checks) {
  const tally = { passed: 0, failed: 0 };
  for (const [name, outcome] of outcomes) {
    const { passed, failed } = countOf(outcome, checks.includes(name) ? 1 : 0);
    tally.passed += passed;
    tally.failed += failed;
  }
  return tally;
}

function countOf(outcome, worth) {
  switch (outcome.status) {
    case 'passed':
      // A check's value is what its command printed, and no count.
      return outcome.value?.passed === undefined ? { passed: worth, failed: 0 } : outcome.value;
    case 'failed': {
      const { passed = 0, failed = 0 } = outcome.error.count ?? {};
      return { passed, failed: Math.max(1, failed) };
    }
    default:
      return { passed: 0, failed: 1 };
  }
}
