import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeValidity, type ValidityEvidence } from './validity';
import { VALIDITY_THRESHOLDS } from './validity-thresholds';

const healthy: ValidityEvidence = {
  requests: 5000,
  scheduleDelayP99Ms: 0.2,
  scheduleDelayMaxMs: 12,
  responseP50Ms: 20,
  eventLoopLagP99Ms: 8,
  eventLoopLagMaxMs: 30,
  lateSecondsShare: 0,
  cpuShareP95: 0.4,
  gcShare: 0.01,
  achievedRateRatio: 1,
  droppedShare: 0,
  queuedShare: 0,
  ranSeconds: 60,
  plannedSeconds: 60,
  abortedShare: 0,
  ownFailureShare: 0,
  ownTimeoutShare: 0,
};

describe('judgeValidity', () => {
  it('has nothing against a healthy run of which everything is known', () => {
    expect(judgeValidity(healthy)).toEqual({ validity: 'valid', reasons: [], notJudged: [] });
  });

  it('never calls valid what nothing is known of', () => {
    const { validity, reasons, notJudged } = judgeValidity({});
    expect(validity).toBe('suspect');
    expect(reasons).toEqual([
      {
        code: 'noData',
        level: 'suspect',
        message:
          'No data: nothing is known of this run, so its figures cannot be relied on. Run it again.',
      },
    ]);
    expect(notJudged).toEqual(Object.keys(VALIDITY_THRESHOLDS));
    expect(judgeValidity({ requests: 0 }).reasons[0]?.code).toBe('noData');
    expect(judgeValidity({ plannedSeconds: 60 }).validity).toBe('suspect');
    expect(judgeValidity({ achievedRateRatio: 1 }).reasons[0]?.code).toBe('noHealth');
  });

  it('says what it could not judge, and judges the rest', () => {
    const { validity, notJudged } = judgeValidity({
      ...healthy,
      achievedRateRatio: undefined,
      plannedSeconds: undefined,
    });
    expect(validity).toBe('valid');
    expect(notJudged).toEqual(['rateShortfall', 'cutShort']);
  });

  it.each([
    ['scheduleDelayP99', { scheduleDelayP99Ms: 14, responseP50Ms: 500 }, 'suspect'],
    ['lateSeconds', { lateSecondsShare: 0.5 }, 'invalid'],
    ['ownFailures', { ownFailureShare: 0.001 }, 'suspect'],
    ['scheduleDelayMax', { scheduleDelayMaxMs: 1001 }, 'suspect'],
    ['scheduleDelayMax', { scheduleDelayMaxMs: 6000 }, 'invalid'],
    ['eventLoopLagP99', { eventLoopLagP99Ms: 51 }, 'suspect'],
    ['eventLoopLagP99', { eventLoopLagP99Ms: 251 }, 'invalid'],
    ['eventLoopLagMax', { eventLoopLagMaxMs: 1500 }, 'suspect'],
    ['eventLoopLagMax', { eventLoopLagMaxMs: 5001 }, 'invalid'],
    ['rateShortfall', { achievedRateRatio: 0.97 }, 'suspect'],
    ['rateShortfall', { achievedRateRatio: 0.8 }, 'invalid'],
    ['queued', { queuedShare: 0.06 }, 'suspect'],
    ['queued', { queuedShare: 0.6 }, 'invalid'],
    ['cutShort', { ranSeconds: 50 }, 'suspect'],
    ['cutShort', { ranSeconds: 20 }, 'invalid'],
    ['aborted', { abortedShare: 0.02 }, 'suspect'],
    ['aborted', { abortedShare: 0.2 }, 'invalid'],
    ['ownTimeouts', { ownTimeoutShare: 0.001 }, 'suspect'],
    ['ownTimeouts', { ownTimeoutShare: 0.02 }, 'invalid'],
  ] as const)('finds %s in %j: %s', (code, change, level) => {
    const { validity, reasons } = judgeValidity({ ...healthy, ...change });
    expect(validity).toBe(level);
    expect(reasons.map((reason) => [reason.code, reason.level])).toEqual([[code, level]]);
  });

  it('has nothing against a run that is just at a limit, or better than asked for', () => {
    for (const change of [
      { achievedRateRatio: 0.98 },
      { achievedRateRatio: 1.02 },
      { ranSeconds: 54 },
      { ranSeconds: 61 },
      { queuedShare: 0.05 },
    ])
      expect(judgeValidity({ ...healthy, ...change }).validity).toBe('valid');
    expect(judgeValidity({ ...healthy, achievedRateRatio: 0.9 }).validity).toBe('suspect');
  });

  it('says what was seen, the limit and what to do', () => {
    const sentence = (change: ValidityEvidence) =>
      judgeValidity({ ...healthy, ...change }).reasons.map(({ message }) => message);
    expect(sentence({ scheduleDelayMaxMs: 1234.5 })).toEqual([
      'One request left 1230 ms after it was due; above 1000 ms the generator stood still for a while, and what was due then left all at once. Run it on a machine that has nothing else to do.',
    ]);
    expect(sentence({ eventLoopLagP99Ms: 80 })).toEqual([
      'The generator’s thread was up to 80 ms late in 99 % of the seconds; above 50 ms it sends late and sees answers late. Use more generators or a lower rate.',
    ]);
    expect(sentence({ eventLoopLagMaxMs: 1500 })).toEqual([
      'The generator’s thread once stood still for 1500 ms; above 1000 ms the slowest requests may be its own doing. Run it on a machine that has nothing else to do.',
    ]);
    expect(sentence({ achievedRateRatio: 0.8 })).toEqual([
      '20 % of the requested rate was not achieved; above 10 % the result is that of a lower rate. Ask for a rate that can be reached, or use more generators.',
    ]);
    expect(sentence({ queuedShare: 0.06 })).toEqual([
      '6 % of the arrivals waited for an earlier request to end; above 5 % the limit on requests in flight shapes the load. Allow more in flight, or lower the rate.',
    ]);
    expect(sentence({ ranSeconds: 45 })).toEqual([
      '25 % of the planned time was not run; above 10 % the result is that of another, shorter plan. Let it run to its end.',
    ]);
    expect(sentence({ abortedShare: 0.02 })).toEqual([
      '2 % of the requests were cut off by the end of the run; above 1 % the slowest are missing from the percentiles. Run longer, or wait longer for the last answers.',
    ]);
    expect(sentence({ ownTimeoutShare: 0.001 })).toEqual([
      '0.1 % of the requests timed out while the generator’s thread was late by more than the time-out; above 0 % time-outs say nothing of the service. Use more generators, or a longer time-out.',
    ]);
  });

  it('lists every reason of both files, the gravest first', () => {
    const { validity, reasons } = judgeValidity({
      ...healthy,
      cpuShareP95: 0.9,
      queuedShare: 0.06,
      achievedRateRatio: 0.5,
    });
    expect(validity).toBe('invalid');
    expect(reasons.map(({ code }) => code)).toEqual(['rateShortfall', 'cpuShare', 'queued']);
  });
});

it('docs/validity.md has every threshold', () => {
  const doc = readFileSync(new URL('../../docs/validity.md', import.meta.url), 'utf8');
  const rows = doc
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  for (const { name, unit, suspect, invalid } of Object.values(VALIDITY_THRESHOLDS)) {
    const cells = rows.find(([, first]) => first === name);
    expect(cells?.slice(2, 4), name).toEqual([`${suspect} ${unit}`, `${invalid} ${unit}`]);
  }
  // Two tables, each with a head and a rule.
  expect(rows.length - 4).toBe(Object.keys(VALIDITY_THRESHOLDS).length);
});
