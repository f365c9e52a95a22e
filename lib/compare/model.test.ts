import { expect, it } from 'vitest';
import { compareQuery } from './model';

const read = (text: string) => compareQuery(new URLSearchParams(text));

it('reads runs, the baseline and the margin', () => {
  expect(read('runs=12,15,reported-moderate&base=15&margin=2.5')).toEqual({
    keys: ['12', '15', 'reported-moderate'],
    baseline: '15',
    margin: 0.025,
    problems: [],
  });
  expect(read('runs=12,15')).toMatchObject({ baseline: '12', margin: 0.05, problems: [] });
});

it('says what it could not use, and goes on with the rest', () => {
  expect(read('runs=1,x,1,2&base=7&margin=much')).toEqual({
    keys: ['1', '2'],
    baseline: '1',
    margin: 0.05,
    problems: [
      '"x" is not a run number.',
      '"7" is not among the compared runs.',
      'The margin "much" is not a percentage above 0 and at most 100.',
    ],
  });
  expect(read('runs=1,2,3,4,5,6')).toMatchObject({
    keys: ['1', '2', '3', '4', '5'],
    problems: ['Up to 5 runs can be compared; showing the first 5.'],
  });
  expect(read('runs=1').problems).toEqual(['Select at least two runs to compare.']);
  expect(read('').problems).toEqual([]);
});
