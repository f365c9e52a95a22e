import { expect, test } from 'vitest';
import { createRateLimiter, hasBearerToken } from './guards';

test('of three requests in one second the third is over a limit of two', () => {
  const decide = createRateLimiter(2);
  expect(decide(5_000)).toEqual({ allowed: true, limit: 2, remaining: 1, resetAtSeconds: 6 });
  expect(decide(5_500)).toEqual({ allowed: true, limit: 2, remaining: 0, resetAtSeconds: 6 });
  expect(decide(5_999)).toEqual({ allowed: false, limit: 2, remaining: 0, resetAtSeconds: 6 });
});

test('the next second begins anew', () => {
  const decide = createRateLimiter(1);
  expect(decide(5_999).allowed).toBe(true);
  expect(decide(6_000).allowed).toBe(true);
});

test('only the very token opens, whatever the case of "Bearer"', () => {
  expect(hasBearerToken('Bearer s3cret', 's3cret')).toBe(true);
  expect(hasBearerToken('bearer s3cret', 's3cret')).toBe(true);
  expect(hasBearerToken('Bearer s3cre', 's3cret')).toBe(false);
  expect(hasBearerToken('Basic s3cret', 's3cret')).toBe(false);
  expect(hasBearerToken(undefined, 's3cret')).toBe(false);
});
