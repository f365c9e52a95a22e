import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startTestService } from '@/reference-service/testing/start-test-service';

const BIN = fileURLToPath(new URL('../bin/plimsoll.js', import.meta.url));

function openFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-capacity-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const plimsoll = (...args: string[]) =>
    new Promise<{ exitCode: number; output: string; errors: string }>((resolve) => {
      const env = { ...process.env, PLIMSOLL_DATA_DIR: folder };
      execFile(process.execPath, [BIN, 'capacity', ...args], { env }, (error, output, errors) =>
        resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, output, errors }),
      );
    });
  return { at: (name: string) => join(folder, name), plimsoll };
}

it('fits the model to your own points, and names what it cannot read', async () => {
  const { at, plimsoll } = openFolder();
  const points = '1,64.9\n18,995.9\n36,1652.4\n72,1853.2\n108,1828.9\n144,1775.0\n216,1702.2\n';
  writeFileSync(at('points.csv'), `n,throughput\n${points}`);
  const fitted = await plimsoll('fit', at('points.csv'), '--json', at('fit.json'));
  expect(fitted.output).toContain('Peak: throughput 1883.9 at n = 96.5196.');
  const fit = JSON.parse(readFileSync(at('fit.json'), 'utf8')) as Record<string, unknown>;
  expect(fit).toMatchObject({ model: 'usl', warnings: [] });
  expect(fit.gamma).toBeCloseTo(89.995, 2);
  expect((fit.standardErrors as { alpha: number }).alpha).toBeCloseTo(0.0091217, 6);
  expect(Object.keys(fit)).toEqual(
    expect.arrayContaining(['alpha', 'beta', 'intervals', 'rSquared', 'peakN', 'peakThroughput']),
  );
  writeFileSync(at('broken.csv'), 'n,throughput\n1,two\n');
  const broken = await plimsoll('fit', at('broken.csv'));
  expect(broken.exitCode).toBe(2);
  expect(broken.errors).toContain('throughput: "two" is not a number of at least 0.');
});

it('searches the reference service and exports its safe load', { timeout: 180_000 }, async () => {
  const { at, plimsoll } = openFolder();
  const { url } = await startTestService({});
  const options = ['--from', '10', '--to', '20', '--step', '10s', '--settle', '1s'];
  const where = ['--target', `${url}/api/v1/jsonrpc`, '--json', at('search.json')];
  const searched = await plimsoll('search', 'burst', '--profile', 'stress', ...options, ...where);
  expect(searched.exitCode).toBe(0);
  expect(searched.output).toContain('The profile is met up to the search’s upper limit, 20 users');
  const search = JSON.parse(readFileSync(at('search.json'), 'utf8')) as {
    result: object;
    steps: { load: number }[];
  };
  expect(search.result).toMatchObject({ safeLoad: 20, why: 'bound-held' });
  expect(search.steps.map(({ load }) => load)).toEqual([10, 20, 20]);
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
