import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseJson } from '@/lib/core/parse-json';
import { comparisonSchema } from '@/lib/export/json/comparison';
import { openCommandLine } from './testing/run-in-process';

/** Half a minute of 50 requests a second, around so many ms. */
function results(ms: number): string {
  const rows = Array.from(
    { length: 1500 },
    (_, index) => `${index * 20},status,${ms + ((index * 7919) % 20)},ok`,
  );
  return ['started_ms,endpoint,latency_ms,outcome', ...rows].join('\n');
}

it('imports, compares, follows and exports what another tool measured', async () => {
  const { at, plimsoll } = openCommandLine();
  for (const [name, ms] of [
    ['before.csv', 100],
    ['after.csv', 130],
  ] as const) {
    writeFileSync(at(name), results(ms));
    const imported = await plimsoll(
      'import',
      at(name),
      '--scenario',
      'Nightly',
      '--target',
      'Staging',
    );
    expect(imported.output).toContain('Nightly on Staging, finished.');
    expect(imported.output).toContain('Note: The file contains no scheduled times');
  }

  const options = ['--margin', '5%', '--json', at('comparison.json')];
  const compared = await plimsoll('compare', '1', '2', ...options, '--fail-on', 'worse');
  expect(compared.exitCode).toBe(5);
  expect(compared.output).toContain('FAIL worse   Worse than run 1: ');
  expect(compared.output).toContain('Run 2 against run 1: worse');
  const { endpoints, verdict } = parseJson(
    comparisonSchema,
    readFileSync(at('comparison.json'), 'utf8'),
  );
  expect(verdict).toBe('worse');
  const p95 = endpoints[0]?.metrics.find(({ metric }) => metric === 'p95');
  expect(p95).toMatchObject({ verdict: 'worse' });
  expect(p95?.change).toBeCloseTo(30 / 118, 2);
  expect((await plimsoll('compare', '2', '1', '--fail-on', 'worse')).exitCode).toBe(0);

  const exported = await plimsoll('export', '1', '--format', 'csv', '--output', at('run-1.csv'));
  expect(exported.errors).toContain('Exported run 1');
  expect(readFileSync(at('run-1.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(1501);
  const times = ['--endpoint', 'status', '--time', 'service'];
  expect((await plimsoll('export', '1', '--format', 'hgrm', ...times)).output).toContain(
    'TotalCount',
  );

  expect((await plimsoll('deploy', 'Staging', 'build 1.4')).output).toBe(
    'Recorded deployment on Staging: build 1.4.\n',
  );
  await plimsoll('trend', 'Nightly', '--metric', 'p95', '--json', at('trend.json'));
  expect(JSON.parse(readFileSync(at('trend.json'), 'utf8'))).toMatchObject([
    { points: [{ run: 1 }, { run: 2 }] },
  ]);

  const refused = await plimsoll('confirm', '1', '2', '--pairs', '4', '--duration', '1m');
  expect(refused.exitCode).toBe(1);
  expect(refused.errors).toContain('Run 1 was imported from CSV');
});

it('tells the change points and the gradual changes of a file of points', async () => {
  const { at, plimsoll } = openCommandLine();
  const file = at('points.csv');
  const report = async (values: number[]) => {
    writeFileSync(file, values.join('\n'));
    return (await plimsoll('trend', '--points', file, '--json', at('trend.json'))).output;
  };
  const level = (mean: number) => Array.from({ length: 10 }, (_, at) => mean + (at % 3));
  expect(await report([...level(100), ...level(130), ...level(100)])).toBe(
    '30 points.\nFrom point 11: 100.9 → 130.9 (+29.7\u202f%, p < 0.001).\nFrom point 21: 130.9 → 100.9 (−22.9\u202f%, p < 0.001).\n',
  );
  expect(JSON.parse(readFileSync(at('trend.json'), 'utf8'))).toMatchObject({
    changes: [{ index: 10 }, { index: 20 }],
    drifts: [],
  });
  const growth = Array.from({ length: 40 }, (_, at) => 100 + at + (at % 2));
  expect(await report(growth)).toBe(
    '40 points.\nNo change points.\nGradual increase from point 1 to point 40: 100.5 → 139.5 (+38.9\u202f%, p < 0.001).\n',
  );
  expect(JSON.parse(readFileSync(at('trend.json'), 'utf8'))).toMatchObject({
    changes: [],
    drifts: [{ from: 0, to: 39 }],
  });
});

it('names the line that cannot be imported', async () => {
  const { at, plimsoll } = openCommandLine();
  const file = at('broken.csv');
  writeFileSync(file, `${results(100)}\n1,a,b,c\n`);
  const { exitCode, errors } = await plimsoll('import', file);
  expect(exitCode).toBe(2);
  expect(errors).toContain('broken.csv, line 1502: latency_ms "b" is not a number of at least 0');
});
