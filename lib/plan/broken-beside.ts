import type { Objective } from './objective';

/** How many objectives were broken that fail no run. */
export function brokenBeside(
  verdicts: readonly { objective: Objective; verdict: string }[],
): number {
  return verdicts.filter(
    ({ objective, verdict }) => verdict === 'fail' && objective.critical === false,
  ).length;
}
