import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { showAlive } from '@/lib/store/queue/workers';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import { OPERATING_METRICS, operatingFigures, prometheusText } from './operating-metrics';

const NOW = Date.parse('2026-11-27T12:00:00Z');

test('the last finished run of each scenario and target is told, with runs and workers', async () => {
  const store = openTestStore();
  const finished = { status: 'finished', endedAt: new Date(NOW - 60_000) };
  await insertRun(store, { ...finished, p95Ms: 900, verdict: 'fail' });
  await insertRun(store, { ...finished, p95Ms: 250, verdict: 'pass', validity: 'valid' });
  await insertRun(store, { status: 'failed', endedAt: new Date(NOW) });
  await showAlive(store, 'w1', NOW - 2000);
  const text = await prometheusText(await operatingFigures(store), NOW);
  const { error, status, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text });
  // Where it is installed, it has to be content.
  if (error === undefined) expect([status, stderr.toString()]).toEqual([0, '']);
  const lines = text.split('\n');
  const of = 'scenario="Light",target="Test target"';
  for (const line of [
    '# TYPE plimsoll_last_run_verdict gauge',
    `plimsoll_last_run_verdict{${of},verdict="pass"} 1`,
    `plimsoll_last_run_verdict{${of},verdict="fail"} 0`,
    `plimsoll_last_run_valid{${of}} 1`,
    `plimsoll_last_run_response_seconds{${of},percentile="p95"} 0.25`,
    'plimsoll_runs{status="failed"} 1',
    'plimsoll_runs{status="finished"} 2',
    'plimsoll_workers 1',
    'plimsoll_worker_heartbeat_age_seconds{worker="w1"} 2',
  ])
    expect(lines).toContain(line);
  // What has no data has no series: never 0.
  expect(lines.filter((line) => line.includes('percentile="p50"'))).toEqual([]);
  expect(lines.filter((line) => line.startsWith('plimsoll_last_run_failure_ratio'))).toEqual([]);
});

test('the document lists every metric', () => {
  const document = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
  const listed = [...document.matchAll(/^- `(plimsoll_\w+)/gm)].map(([, name]) => name);
  expect(listed).toEqual(Object.keys(OPERATING_METRICS));
});
