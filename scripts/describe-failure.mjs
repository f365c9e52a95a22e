const SHOWN_LINES = 60;

/**
 * What became of a task that has not passed, with the end of what its command printed.
 * @param {string} name
 * @param {import('./run-tasks.mjs').Outcome} outcome
 */
export function describeFailure(name, outcome) {
  if (outcome.status === 'passed') return '';
  if (outcome.status === 'not-run') return `${name} was not run, because of ${outcome.because}.`;
  const lines = (outcome.error.output ?? '').trim().split('\n');
  const left = lines.length - SHOWN_LINES;
  return [
    `${name} failed: ${outcome.error.message}`,
    ...(left > 0 ? [`  (${left} lines before these)`] : []),
    ...lines
      .slice(-SHOWN_LINES)
      .filter(Boolean)
      .map((line) => `  ${line}`),
  ].join('\n');
}
