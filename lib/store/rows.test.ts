import { describe, expect, it } from 'vitest';
import { BUILT_IN_SCENARIOS } from '@/lib/plan/built-in';
import { insertRun } from '@/lib/testing/insert-run';
import { openTestStore } from '@/lib/testing/open-test-store';
import {
  benchmarkResultOf,
  certaintiesOf,
  cleanUpOf,
  environmentOf,
  findingsOf,
  jobGaugesOf,
  jobLifeOf,
  levelsOf,
  objectivesOf,
  planOf,
  responseSummaryOf,
  scheduledStartOf,
  scrapeNotesOf,
  settingOf,
  shownMetricsOf,
  sideOf,
  skippedOf,
  sourceNotesOf,
  validityOf,
  validityReasonsOf,
  verdictOf,
  verdictsOf,
} from './rows';

describe('a run that was only queued', () => {
  it('has undefined where nothing is known, and empty lists where none and nothing are the same', async () => {
    const store = openTestStore();
    const run = await store.prisma.run.findUniqueOrThrow({ where: { id: await insertRun(store) } });
    const unknown = [environmentOf, findingsOf, jobLifeOf, cleanUpOf, levelsOf].map((of) =>
      of(run),
    );
    expect(unknown).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect([validityOf(run), verdictOf(run), sideOf(run)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const lists = [objectivesOf, verdictsOf, validityReasonsOf, scrapeNotesOf, sourceNotesOf];
    expect(lists.map((of) => of(run))).toEqual([[], [], [], [], []]);
    expect(planOf(run)).toEqual(BUILT_IN_SCENARIOS[0]?.plan);
  });
});

it('takes NULL in columns of other tables for what is missing', () => {
  expect(certaintiesOf({ certainty: null })).toBeUndefined();
  expect(benchmarkResultOf({ result: null })).toBeUndefined();
  expect(jobGaugesOf({ jobs: null })).toBeUndefined();
  expect(shownMetricsOf({ shownMetrics: null })).toBeUndefined();
  expect(settingOf({ value: null })).toBeUndefined();
  expect(skippedOf({ skipped: null })).toEqual({});
});

it('decodes what was written', () => {
  const objectives = [{ metric: 'p95', max: 200 }];
  expect(objectivesOf({ objectives: JSON.stringify(objectives) })).toEqual(objectives);
  expect(environmentOf({ environment: '{"cpu":"x","cores":2}' })).toEqual({ cpu: 'x', cores: 2 });
  expect(findingsOf({ findings: '[]' })).toEqual([]);
});

describe('a column that holds something else', () => {
  it('is named with its row when it is not JSON', () => {
    const row = { id: 12 };
    expect(() => findingsOf({ ...row, findings: '[{"code"' })).toThrow(
      /^The column "findings" of row 12 cannot be read: /,
    );
    expect(() => responseSummaryOf({ responseSummary: '' })).toThrow(
      /^The column "responseSummary" of a row cannot be read: /,
    );
  });

  it('is named when it is JSON of another shape', () => {
    const message = (column: string, why: string) =>
      `The column "${column}" of a row cannot be read: ${why}`;
    expect(() => verdictsOf({ verdicts: '{}' })).toThrow(message('verdicts', 'it is no list.'));
    expect(() => environmentOf({ environment: '[]' })).toThrow(
      message('environment', 'it is no object.'),
    );
    expect(() => jobLifeOf({ jobLife: 'null' })).toThrow(message('jobLife', 'it is no object.'));
    expect(() => scheduledStartOf({ start: null })).toThrow(message('start', 'it is missing.'));
  });

  it('is named with every problem where it has a schema', () => {
    expect(() =>
      objectivesOf({ objectives: '[{"metric":"p95"},{"metric":"job","max":1}]' }),
    ).toThrow(
      'The column "objectives" of a row cannot be read: [0].max is required, or "min" or "maxIncrease". [1].job is required for the metric "job".',
    );
    expect(() => planOf({ plan: '{"name":"x"}' })).toThrow(
      /^The column "plan" of a row cannot be read: /,
    );
  });
});
