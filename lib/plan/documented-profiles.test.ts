import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BUILT_IN_PROFILES } from './built-in';
import { objectiveLabel } from './objective';

it('docs/objectives.md has the built-in profiles as they are', () => {
  const rows = readFileSync('docs/objectives.md', 'utf8')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' '));
  for (const { name, objectives } of BUILT_IN_PROFILES) {
    const words = objectives.map(
      (objective) =>
        objectiveLabel(objective).replaceAll('\u202f', ' ') +
        (objective.critical === false ? ' (non-blocking)' : ''),
    );
    expect(rows).toContain(`| ${name} | ${words.join('; ')} |`);
  }
});
