import { expect, it } from 'vitest';
import { steadyStretches } from './steady-stretches';

const run = (...levels: number[]) => levels.map((level, second) => ({ second, level }));
const times = (level: number, count: number) => new Array<number>(count).fill(level);

it('finds the plateaus of a ramp in steps, without their first seconds', () => {
  expect(steadyStretches(run(2, 6, ...times(10, 8), 20, 30, ...times(40, 60)))).toEqual([
    { level: 10, from: 4, to: 10 },
    { level: 40, from: 18, to: 72 },
  ]);
});

it('passes over what is too short, without load, or interrupted', () => {
  expect(steadyStretches(run(...times(0, 20), ...times(5, 6)))).toEqual([]);
  const gap = run(...times(10, 6)).concat(
    times(10, 6).map((level, i) => ({ second: 20 + i, level })),
  );
  expect(steadyStretches(gap)).toEqual([]);
  expect(steadyStretches([])).toEqual([]);
});

it('takes two per cent for the same', () => {
  expect(steadyStretches(run(...times(100, 5), ...times(102, 5)))).toEqual([
    { level: 100, from: 2, to: 10 },
  ]);
  expect(steadyStretches(run(...times(100, 5), ...times(103, 5)))).toEqual([]);
});

it('leaves nothing out of a run that had settled before', () => {
  expect(steadyStretches(run(...times(40, 3)), { isSettled: true })).toEqual([
    { level: 40, from: 0, to: 3 },
  ]);
});
