/** "Moderate", or the name it was given. */
export function runName(run: { name?: string; scenario: string | { name: string } }): string {
  return run.name ?? (typeof run.scenario === 'string' ? run.scenario : run.scenario.name);
}
