import { expect, it } from 'vitest';
import { mergePoints } from './merge-points';

it('replaces a point that has grown and appends a new one', () => {
  const before = [
    { atMs: 0, requests: 5 },
    { atMs: 1000, requests: 2 },
  ];
  const news = [
    { atMs: 1000, requests: 7 },
    { atMs: 2000, requests: 1 },
  ];
  expect(mergePoints(before, news)).toEqual([
    { atMs: 0, requests: 5 },
    { atMs: 1000, requests: 7 },
    { atMs: 2000, requests: 1 },
  ]);
});
