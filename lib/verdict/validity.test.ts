import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeValidity, VALIDITY_LIMITS, type ValidityEvidence } from './validity';

const healthy: ValidityEvidence = {
  requests: 5000,
  scheduleDelayP99Ms: 0.2,
  responseP50Ms: 20,
  lateSecondsShare: 0,
  cpuShareP95: 0.4,
  gcShare: 0.01,
  droppedShare: 0,
  ownFailureShare: 0,
};

describe('judgeValidity', () => {
  it('has nothing against a healthy generator', () => {
    expect(judgeValidity(healthy)).toEqual({ validity: 'valid', reasons: [] });
  });

  it.each([
    ['scheduleDelayP99', { scheduleDelayP99Ms: 14, responseP50Ms: 500 }, 'suspect'],
    ['scheduleDelayP99', { scheduleDelayP99Ms: 140, responseP50Ms: 5000 }, 'invalid'],
    ['scheduleDelayShare', { scheduleDelayP99Ms: 5, responseP50Ms: 20 }, 'suspect'],
    ['scheduleDelayShare', { scheduleDelayP99Ms: 8, responseP50Ms: 4 }, 'suspect'],
    ['lateSeconds', { lateSecondsShare: 0.1 }, 'suspect'],
    ['lateSeconds', { lateSecondsShare: 0.5 }, 'invalid'],
    ['cpuShare', { cpuShareP95: 0.9 }, 'suspect'],
    ['cpuShare', { cpuShareP95: 0.99 }, 'invalid'],
    ['gcShare', { gcShare: 0.2 }, 'suspect'],
    ['gcShare', { gcShare: 0.4 }, 'invalid'],
    ['dropped', { droppedShare: 0.05 }, 'suspect'],
    ['dropped', { droppedShare: 0.5 }, 'invalid'],
    ['scheduleDelayMax', { scheduleDelayMaxMs: 1200 }, 'suspect'],
    ['scheduleDelayMax', { scheduleDelayMaxMs: 6000 }, 'invalid'],
    ['eventLoopLagMax', { eventLoopLagMaxMs: 1500 }, 'suspect'],
    ['eventLoopLagMax', { eventLoopLagMaxMs: 9000 }, 'invalid'],
    ['queuedSeconds', { queuedSecondsShare: 0.2 }, 'suspect'],
    ['queuedSeconds', { queuedSecondsShare: 0.9 }, 'invalid'],
    ['aborted', { abortedShare: 0.02 }, 'suspect'],
    ['aborted', { abortedShare: 0.2 }, 'invalid'],
    ['ownFailures', { ownFailureShare: 0.001 }, 'suspect'],
    ['ownFailures', { ownFailureShare: 0.05 }, 'invalid'],
  ] as const)('finds %s in %j: %s', (code, change, level) => {
    const { validity, reasons } = judgeValidity({ ...healthy, ...change });
    expect(validity).toBe(level);
    expect(reasons.map((reason) => [reason.code, reason.level])).toEqual([[code, level]]);
  });

  it('takes lateness for grave by its share only where it is more than 10 ms', () => {
    const late = { ...healthy, scheduleDelayP99Ms: 12, responseP50Ms: 4 };
    expect(judgeValidity(late).validity).toBe('invalid');
    expect(judgeValidity({ ...late, scheduleDelayP99Ms: 10 }).validity).toBe('suspect');
  });

  it('says what was seen, the limit and what to do', () => {
    const { reasons } = judgeValidity({
      ...healthy,
      scheduleDelayP99Ms: 14.26,
      responseP50Ms: 500,
    });
    expect(reasons[0]?.message).toBe(
      'The scheduling delay was 14.3 ms (p99). Above 10 ms the load generator affects the results. Use more generators, a lower rate or a dedicated machine.',
    );
  });

  it('lets what is just at its limit pass, and a tenth of a millisecond beside little more', () => {
    const atLimits = { lateSecondsShare: 0.05, cpuShareP95: 0.85, droppedShare: 0.01 };
    expect(judgeValidity({ ...healthy, ...atLimits }).validity).toBe('valid');
    const fast = { scheduleDelayP99Ms: 0.3, responseP50Ms: 0.4 };
    expect(judgeValidity({ ...healthy, ...fast }).validity).toBe('valid');
  });

  it('lists every reason, the gravest first', () => {
    const { validity, reasons } = judgeValidity({
      ...healthy,
      cpuShareP95: 0.9,
      droppedShare: 0.2,
    });
    expect(validity).toBe('invalid');
    expect(reasons.map(({ code }) => code)).toEqual(['dropped', 'cpuShare']);
  });

  it('never calls valid what it knows nothing of', () => {
    expect(judgeValidity({ requests: 0 })).toMatchObject({ validity: 'suspect' });
    expect(judgeValidity({ requests: 10 }).reasons[0]?.code).toBe('noHealth');
  });
});

it('docs/validity.md has these limits', () => {
  const doc = readFileSync(new URL('../../docs/validity.md', import.meta.url), 'utf8');
  for (const { name, unit, suspect, invalid } of Object.values(VALIDITY_LIMITS)) {
    const cells = doc
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .find(([, first]) => first === name);
    expect(cells?.slice(2, 4), name).toEqual([`${suspect} ${unit}`, `${invalid} ${unit}`]);
  }
});
