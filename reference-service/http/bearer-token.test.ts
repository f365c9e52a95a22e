import { expect, test } from 'vitest';
import { carriesToken } from './bearer-token';

test('only the very token opens, whatever the case of "Bearer"', () => {
  expect(carriesToken('Bearer s3cret', 's3cret')).toBe(true);
  expect(carriesToken('bearer s3cret', 's3cret')).toBe(true);
  expect(carriesToken('Bearer s3cre', 's3cret')).toBe(false);
  expect(carriesToken('Basic s3cret', 's3cret')).toBe(false);
  expect(carriesToken(undefined, 's3cret')).toBe(false);
});
