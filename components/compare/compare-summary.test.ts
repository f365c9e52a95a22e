import { expect, it } from 'vitest';
import type { CandidateChange, ComparedChange } from '@/lib/compare/model';
import { compareSummary } from './compare-summary';

function changeOf(verdict: CandidateChange['verdict'], p95: Partial<ComparedChange>) {
  const metrics = [{ metric: 'p95' as const, verdict: 'inconclusive' as const, ...p95 }];
  return {
    key: '15',
    comparability: [],
    obstacles: [] as string[],
    onlyInBase: [],
    onlyInCandidate: [],
    verdict,
    endpoints: [{ name: '', metrics, shift: [] }],
  };
}

const sentence = (change: CandidateChange) => compareSummary('Run 15', 'Run 12', change, 0.05);

it('names what changed most, with its interval', () => {
  const slower = { verdict: 'worse', change: 0.082, low: 0.031, high: 0.13 } as const;
  expect(sentence(changeOf('worse', slower))).toBe(
    'Run 15 is worse than run 12: p95 +8.20\u202f% (+3.10 to +13.0\u202f%).',
  );
});

it('says within what equivalent is meant', () => {
  expect(sentence(changeOf('equivalent', {}))).toBe(
    'Run 15 is equivalent to run 12: all changes are under 5\u202f%.',
  );
});

it('says how much more it takes, where it takes more', () => {
  expect(sentence(changeOf('inconclusive', { minutesNeeded: 7 }))).toBe(
    'Inconclusive: run 15 may or may not differ from run 12. To settle it to within 5\u202f%, run both about 7 minutes longer, or confirm with repeats.',
  );
  expect(sentence(changeOf('inconclusive', { minutesNeeded: 3e14 }))).toBe(
    'Inconclusive: run 15 may or may not differ from run 12. Even a day more of data would not settle it: confirm with repeats.',
  );
  expect(sentence(changeOf('inconclusive', {}))).toContain(
    'The runs are too short or too different',
  );
});

it('says first why runs are not comparable', () => {
  expect(sentence({ ...changeOf(undefined, {}), obstacles: ['different load'] })).toBe(
    'Not comparable: different load. Run 15 and run 12 are shown side by side, without a verdict.',
  );
});

it('says where more data would not help, because it is the generators that leave it open', () => {
  expect(sentence(changeOf('inconclusive', { byGenerator: true }))).toBe(
    'Inconclusive: run 15 may or may not differ from run 12. The change is within the load generators’ own error: repeat both on a dedicated machine, or with more generators.',
  );
});

it('claims nothing about published figures', () => {
  expect(sentence(changeOf(undefined, {}))).toBe(
    'No verdict for run 15 against run 12: not both were measured.',
  );
});
