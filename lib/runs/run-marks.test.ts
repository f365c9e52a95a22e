import { expect, it } from 'vitest';
import type { RunMark } from './model';
import { pausedMs, pausedSince } from './run-marks';

let id = 0;
const mark = (kind: RunMark['kind'], atMs?: number): RunMark => ({ id: ++id, kind, atMs });

it('adds up the pauses, the one under way as well', () => {
  const marks = [
    mark('pause', 1000),
    mark('pause', 1200),
    mark('resume', 3000),
    mark('pause', 5000),
  ];
  expect(pausedMs(marks, 6500)).toBe(3500);
  expect(pausedSince(marks)).toBe(5000);
});

it('counts only what the generator has done', () => {
  const marks = [mark('resume', 500), mark('pause')];
  expect(pausedMs(marks, 9000)).toBe(0);
  expect(pausedSince(marks)).toBeUndefined();
});
