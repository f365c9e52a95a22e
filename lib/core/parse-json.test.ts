import { expect, it } from 'vitest';
import { isTooDeep, parseForeignJson } from './parse-json';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

it('reads what is nested 500 levels deep, and refuses what is deeper', () => {
  expect(parseForeignJson('{"a":[{"b":"[{"}]}')).toEqual({ a: [{ b: '[{' }] });
  expect(isTooDeep(nested(500))).toBe(false);
  expect(isTooDeep(nested(501))).toBe(true);
  expect(() => parseForeignJson(`{"a":${nested(200_000)}}`)).toThrow(
    new SyntaxError('It is nested more than 500 levels deep'),
  );
});

it('counts no brackets within texts, nor those side by side', () => {
  expect(isTooDeep(JSON.stringify(`"${'['.repeat(1000)}\\"{`))).toBe(false);
  expect(isTooDeep(`[${'[],'.repeat(1000)}{}]`)).toBe(false);
});
