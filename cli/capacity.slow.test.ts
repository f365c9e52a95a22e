import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startTestService } from '@/reference-service/testing/start-test-service';
import { openCommandLine } from './testing/run-in-process';
import { spawnPlimsoll } from './testing/spawn-plimsoll';

function openCapacity() {
  const { folder, at, plimsoll } = openCommandLine();
  return { folder, at, plimsoll: (...args: string[]) => plimsoll('capacity', ...args) };
}

it('fits the model to your own points, and names what it cannot read', async () => {
  const { at, plimsoll } = openCapacity();
  const points = '1,64.9\n18,995.9\n36,1652.4\n72,1853.2\n108,1828.9\n144,1775.0\n216,1702.2\n';
  writeFileSync(at('points.csv'), `n,throughput\n${points}`);
  const fitted = await plimsoll('fit', at('points.csv'), '--json', at('fit.json'));
  expect(fitted.output).toContain('Peak: throughput 1883.9 at n = 96.5196.');
  const fit: unknown = JSON.parse(readFileSync(at('fit.json'), 'utf8'));
  expect(fit).toMatchObject({
    model: 'usl',
    warnings: [],
    gamma: expect.closeTo(89.995, 2),
    standardErrors: { alpha: expect.closeTo(0.0091217, 6) },
  });
  for (const key of ['alpha', 'beta', 'intervals', 'rSquared', 'peakN', 'peakThroughput'])
    expect(fit).toHaveProperty(key);
  writeFileSync(at('broken.csv'), 'n,throughput\n1,two\n');
  const broken = await plimsoll('fit', at('broken.csv'));
  expect(broken.exitCode).toBe(2);
  expect(broken.errors).toContain('throughput: "two" is not a number of at least 0.');
});

it('searches the reference service and exports its safe load', { timeout: 180_000 }, async () => {
  const { folder, at, plimsoll } = openCapacity();
  const { url } = await startTestService({});
  const options = ['--from', '10', '--to', '20', '--step', '10s', '--settle', '1s'];
  const where = ['--target', `${url}/api/v1/jsonrpc`, '--json', at('search.json')];
  const search = ['capacity', 'search', 'burst', '--profile', 'stress', ...options, ...where];
  const searched = await spawnPlimsoll(folder, ...search);
  expect(searched.exitCode, searched.errors).toBe(0);
  expect(searched.output).toContain('The profile is met up to the search’s upper limit, 20 users');
  expect(JSON.parse(readFileSync(at('search.json'), 'utf8'))).toMatchObject({
    result: { safeLoad: 20, why: 'bound-held' },
    steps: [{ load: 10 }, { load: 20 }, { load: 20 }],
  });
  const shown = await plimsoll('show', '--profile', 'stress');
  expect(shown.output).toContain(
    'The profile is met up to 20 users, the highest load measured; the safe load is higher.',
  );
  const alerts = await plimsoll('alerts', '--profile', 'stress');
  expect(alerts.output).toContain('alert: TrainingP95TooHigh');
  await plimsoll('dashboard', '--out', at('dashboard.json'));
  expect(JSON.parse(readFileSync(at('dashboard.json'), 'utf8'))).toHaveProperty('panels');
  const target = new URL(url).host;
  await plimsoll('traffic', 'add', target, '2026-11-20', '15', '--unit', 'users');
  writeFileSync(at('traffic.csv'), 'date,value\n2026-11-21,16\n2026-11-22,17\n');
  const kept = await plimsoll('traffic', 'import', target, at('traffic.csv'), '--unit', 'users');
  expect(kept.output).toBe('Imported 2 observations.\n');
  const refused = await plimsoll('traffic', 'add', 'nowhere', '2026-11-20', '15');
  expect(refused.errors).toContain('"nowhere" does not exist and has no runs.');
});
