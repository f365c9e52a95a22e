import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { alertRules } from './alert-rules';

const STRICT = {
  target: 'Reference "A"\nservice',
  profile: 'Strict',
  objectives: [
    { metric: 'failureRate', max: 0.01 },
    { metric: 'p95', max: 200 },
  ] as const,
};

interface File {
  groups: {
    name: string;
    rules: { alert: string; expr: string; annotations: { description: string } }[];
  }[];
}

it('takes its limits from the profile and the measured safe load', () => {
  const file = parse(
    alertRules({ ...STRICT, safeThroughput: 41.5, measuredBy: 'search 3' }),
  ) as File;
  expect(file.groups[0]?.name).toBe('plimsoll_reference_a_service');
  expect(
    file.groups[0]?.rules.map(({ alert, expr }) => [alert, expr.slice(expr.lastIndexOf('>'))]),
  ).toEqual([
    ['TrainingP95TooHigh', '> 0.2'],
    ['TrainingFailuresTooMany', '> 0.01'],
    ['TrainingQueueTooLong', '> 500'],
    ['TrainingNearLoadLine', '> 33.2'],
    ['TrainingBeyondLoadLine', '> 41.5'],
  ]);
});

it('says where a limit is the default', () => {
  const file = parse(alertRules({ ...STRICT, objectives: [] })) as File;
  expect(file.groups[0]?.rules[0]?.expr).toContain('> 2');
  expect(file.groups[0]?.rules[0]?.annotations.description).toContain(
    'default limit, because the profile',
  );
  expect(file.groups[0]?.rules).toHaveLength(3);
});

it('is a rule file, also by promtool’s own judgement where that is installed', () => {
  const text = alertRules({ ...STRICT, safeThroughput: 41.5 });
  const file = parse(text) as File;
  for (const rule of file.groups[0]?.rules ?? [])
    expect(Object.keys(rule)).toEqual(['alert', 'expr', 'for', 'labels', 'annotations']);
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-rules-'));
  const path = join(folder, 'rules.yml');
  writeFileSync(path, text);
  const { error, stdout } = spawnSync('promtool', ['check', 'rules', path], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(error === undefined ? stdout : 'SUCCESS: 5 rules found').toContain('SUCCESS: 5 rules');
});
