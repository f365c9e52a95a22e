import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  judgeValidity,
  VALIDITY_LIMITS,
  type ValidityEvidence,
  type ValidityLimit,
} from './validity';

const healthy: ValidityEvidence = {
  requests: 5000,
  response: {
    measured: { samples: 5000, p50Ms: 20, p95Ms: 40 },
    low: { samples: 5000, p50Ms: 19.5, p95Ms: 39 },
  },
  shortfall: 0.001,
  droppedShare: 0,
  ownFailureShare: 0,
  signs: { lateSecondsShare: 0, scheduleDelayP99Ms: 0.2, cpuShareP95: 0.4, gcShare: 0.01 },
};

const between = (lowMs: number, p95Ms: number): ValidityEvidence['response'] => ({
  measured: { samples: 5000, p50Ms: 20, p95Ms },
  low: { samples: 5000, p50Ms: 20, p95Ms: lowMs },
});

describe('judgeValidity', () => {
  it('has nothing against a healthy generator', () => {
    expect(judgeValidity(healthy)).toEqual({ validity: 'valid', reasons: [] });
  });

  it.each([
    ['latencyError', { response: between(30, 40) }, 'suspect'],
    ['latencyError', { response: between(1, 4000) }, 'suspect'],
    ['shortfall', { shortfall: 0.05 }, 'suspect'],
    ['shortfall', { shortfall: 0.2 }, 'invalid'],
    ['dropped', { droppedShare: 0.05 }, 'suspect'],
    ['dropped', { droppedShare: 0.5 }, 'invalid'],
    ['queuedSeconds', { queuedSecondsShare: 0.9 }, 'suspect'],
    ['aborted', { abortedShare: 0.02 }, 'suspect'],
    ['aborted', { abortedShare: 0.6 }, 'invalid'],
    ['ownFailures', { ownFailureShare: 0.001 }, 'suspect'],
    ['ownFailures', { ownFailureShare: 0.2 }, 'invalid'],
  ] as const)('finds %s in %j: %s', (code, change, level) => {
    const { validity, reasons } = judgeValidity({ ...healthy, ...change });
    expect(validity).toBe(level);
    expect(reasons.map((reason) => [reason.code, reason.level])).toEqual([[code, level]]);
  });

  it('leaves signs of trouble alone that did not reach a figure', () => {
    const signs = { lateSecondsShare: 0.9, scheduleDelayP99Ms: 300, cpuShareP95: 1, gcShare: 0.5 };
    expect(judgeValidity({ ...healthy, signs }).validity).toBe('valid');
  });

  it('says between what the figure lies, what it came from and what to do', () => {
    const response = between(30, 40);
    const signs = { lateSecondsShare: 0.12, scheduleDelayP99Ms: 14.26, cpuShareP95: 0.93 };
    const [reason] = judgeValidity({ ...healthy, response, signs }).reasons;
    expect(reason?.message.replace(/\s/g, ' ')).toBe(
      'Up to 25 % of the response time’s p95 may come from the load generator: it lies between 30.0 ms and 40.0 ms. The generator thread used 93.0 % of its CPU (p95). Other processes were using the CPU: the event-loop lag exceeded 50 ms in 12.0 % of the seconds. Requests left up to 14.3 ms late (p99). Use a dedicated machine, more generators or a lower rate.',
    );
  });

  it('names a live page that was open on this machine', () => {
    const signs = { lateSecondsShare: 0, watchedLocally: true };
    const { reasons } = judgeValidity({ ...healthy, response: between(30, 40), signs });
    expect(reasons[0]?.message).toContain(
      'A live page of the run was open on this machine. Watch from another machine, or close the page.',
    );
  });

  it('lets what is just at its limit pass, and less than a millisecond of a fast service', () => {
    const atLimits = { shortfall: 0.02, droppedShare: 0.01, response: between(32, 40) };
    expect(judgeValidity({ ...healthy, ...atLimits }).validity).toBe('valid');
    const fast = {
      measured: { samples: 9, p50Ms: 1.5, p95Ms: 2 },
      low: { samples: 9, p50Ms: 0.6, p95Ms: 1.1 },
    };
    expect(judgeValidity({ ...healthy, response: fast }).validity).toBe('valid');
  });

  it('lists every reason, the gravest first', () => {
    const { validity, reasons } = judgeValidity({
      ...healthy,
      response: between(1, 40),
      droppedShare: 0.2,
    });
    expect(validity).toBe('invalid');
    expect(reasons.map(({ code }) => code)).toEqual(['dropped', 'latencyError']);
  });

  it('never calls valid what it knows nothing of', () => {
    expect(judgeValidity({ requests: 0, signs: {} })).toMatchObject({ validity: 'suspect' });
    expect(judgeValidity({ requests: 10, signs: {} }).reasons[0]?.code).toBe('noHealth');
  });
});

it('docs/validity.md has these limits', () => {
  const doc = readFileSync(new URL('../../docs/validity.md', import.meta.url), 'utf8');
  for (const { name, suspect, invalid } of Object.values<ValidityLimit>(VALIDITY_LIMITS)) {
    const cells = doc
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .find(([, first]) => first === name);
    const limits = [`${suspect} %`, invalid === undefined ? '–' : `${invalid} %`];
    expect(cells?.slice(2, 4), name).toEqual(limits);
  }
});
