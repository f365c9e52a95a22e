import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES } from '@/lib/plan/built-in';
import { type Objective, objectiveSchema } from '@/lib/plan/objective';
import {
  draftOfObjective,
  NEW_OBJECTIVE,
  objectiveOf,
  unitOf,
  withChoice,
} from './objective-draft';

const OBJECTIVES: Objective[] = [
  ...BUILT_IN_PROFILES.flatMap(({ objectives }) => objectives),
  { metric: 'p99', of: 'service', endpoint: 'training.cancel', max: 250, abortAfterMs: 5000 },
  { metric: 'p50', requests: 'failed', max: 20 },
  { metric: 'requestsPerSecond', min: 20 },
  { metric: 'job', job: 'queueWait', statistic: 'p99', max: 3000 },
  { metric: 'target', series: 'rss{a="b"}', statistic: 'growth', max: 1e8, critical: false },
  { metric: 'p95', maxIncrease: 0.07, than: 'history' },
  { metric: 'failureRate', max: 0.07, over: 'seconds', share: 0.9 },
];

describe('an objective in the form', () => {
  it.each(OBJECTIVES.map((objective) => [JSON.stringify(objective), objective] as const))(
    'reads back as it was: %s',
    (_, objective) => {
      expect(objectiveOf(draftOfObjective(objective, 0))).toEqual(objective);
    },
  );

  it('is valid as it is offered', () => {
    expect(objectiveSchema.parse(objectiveOf({ ...NEW_OBJECTIVE, key: 1 }))).toEqual({
      metric: 'p95',
      max: 500,
    });
  });

  it('is typed as per cent where it is a share', () => {
    expect(unitOf({ subject: 'failureRate', kind: 'max' })).toBe('%');
    expect(unitOf({ subject: 'p95', kind: 'baseline' })).toBe('%');
    expect(unitOf({ subject: 'p95', kind: 'max' })).toBe('ms');
    expect(draftOfObjective({ metric: 'failureRate', max: 0.07 }, 0).value).toBe(7);
  });

  it('leaves out what does not belong to what was chosen', () => {
    const draft = {
      ...NEW_OBJECTIVE,
      key: 0,
      endpoint: 'x',
      series: 'y',
      statistic: 'max' as const,
    };
    expect(objectiveOf({ ...draft, subject: 'job timeToFinish' })).toEqual({
      metric: 'job',
      job: 'timeToFinish',
      statistic: 'max',
      max: 500,
    });
    expect(objectiveOf({ ...draft, subject: 'p50' })).toEqual({
      metric: 'p50',
      endpoint: 'x',
      max: 500,
    });
  });
});

describe('another choice in the form', () => {
  const draft = { ...NEW_OBJECTIVE, key: 0, value: 200 };

  it('keeps the number while its unit stays, and takes a usual one when it does not', () => {
    expect(withChoice(draft, { subject: 'service p99' }).value).toBe(200);
    expect(withChoice(draft, { kind: 'min' }).value).toBe(200);
    expect(withChoice(draft, { subject: 'failureRate' }).value).toBe(1);
    expect(withChoice(draft, { subject: 'requestsPerSecond' }).value).toBe(10);
    expect(withChoice(draft, { subject: 'target' }).value).toBeNaN();
    expect(withChoice(draft, { kind: 'history' }).value).toBe(10);
    const failures = withChoice(draft, { subject: 'failureRate' });
    expect(withChoice(failures, { kind: 'baseline' }).value).toBe(10);
  });

  it('drops a statistic that jobs do not have', () => {
    const ofTarget = { ...draft, subject: 'target', statistic: 'growth' as const };
    expect(withChoice(ofTarget, { subject: 'job queueWait' }).statistic).toBe('');
    expect(withChoice({ ...ofTarget, statistic: 'p99' }, { subject: 'job queueWait' })).toEqual(
      expect.objectContaining({ statistic: 'p99' }),
    );
  });
});
