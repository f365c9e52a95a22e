import { expect, it } from 'vitest';
import { JobLives } from './job-lives';
import { mergeJobLifeReports, summariseJobLife } from './report';

/** One job, accepted after `acceptMs`, that was found finished between two polls if `gapMs` is given. */
function livesOf(acceptMs: number, gapMs?: number) {
  const lives = new JobLives();
  const times = { intendedMs: 0, sentMs: acceptMs, endedMs: acceptMs };
  lives.onStart('a', times, { state: 'running' });
  if (gapMs !== undefined)
    lives.onStatus('a', { sentMs: acceptMs, endedMs: acceptMs + gapMs }, { state: 'completed' });
  return lives;
}

it('several generators’ reports count as one’s', () => {
  const merged = mergeJobLifeReports([
    livesOf(10, 100).report(),
    livesOf(30, 60).report(),
    livesOf(20).report(),
  ]);
  if (merged === undefined) throw new Error('There was nothing to merge.');
  expect(merged.gauges).toEqual({
    accepted: 3,
    inFlight: 1,
    queued: 0,
    running: 1,
    ended: 2,
    completed: 2,
    failed: 0,
    cancelled: 0,
  });
  const { acceptLatency, timeToFinish } = summariseJobLife(merged);
  expect(acceptLatency).toEqual({
    samples: 3,
    method: 'client',
    meanMs: 20,
    p50Ms: 20.015,
    p95Ms: 30,
    p99Ms: 30,
    maxMs: 30,
  });
  expect(timeToFinish).toMatchObject({ samples: 2, meanMs: 40, method: 'polls', worstErrorMs: 50 });
});

it('survives being sent to another thread', () => {
  const report = livesOf(10, 100).report();
  expect(mergeJobLifeReports([structuredClone(report)])).toEqual(report);
});

it('of no reports there is none', () => {
  expect(mergeJobLifeReports([])).toBeUndefined();
});

it('a metric without data has no figure, and never 0', () => {
  const { queueWait, exportRate } = summariseJobLife(new JobLives().report());
  expect(queueWait).toEqual({ samples: 0 });
  expect(exportRate).toEqual({ samples: 0 });
});

it('says how many values the histogram had to cut down to 71 minutes', () => {
  const { timeToFinish } = summariseJobLife(livesOf(0, 4 * 3_600_000).report());
  expect(timeToFinish).toMatchObject({ maxMs: 4_294_967.295, beyondRange: 1 });
});
