import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseJsonPath, readJsonPath } from './json';

function at(path: string, value: unknown): unknown {
  return readJsonPath(parseJsonPath(path) ?? ['not a path'], value);
}

it('reads names, indexes and quoted keys', () => {
  const value = { result: { jobs: [{ 'a key': 7 }], 'x.y': [true] } };
  expect(at("$.result.jobs[0]['a key']", value)).toBe(7);
  expect(at('$.result["x.y"][0]', value)).toBe(true);
  expect(at('$', 5)).toBe(5);
});

it('finds nothing where nothing stands, and never what an object inherits', () => {
  expect(at('$.a.b', { a: null })).toBeUndefined();
  expect(at('$.a[3]', { a: [1] })).toBeUndefined();
  expect(at('$.a[0]', { a: { 0: 'x' } })).toBeUndefined();
  expect(at('$.constructor', {})).toBeUndefined();
  expect(at('$.length', 'text')).toBeUndefined();
});

it.each(['', 'a.b', '$.', '$..a', '$[', '$[-1]', '$[a]', "$['a]", '$a', '$.a b'])(
  'does not take %j for a path',
  (text) => {
    expect(parseJsonPath(text)).toBeUndefined();
  },
);

it('reads back any steps that were written with quotes and indexes', () => {
  const step = fc.oneof(fc.string(), fc.nat(999_999_999));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const text = steps
        .map((one) =>
          typeof one === 'number' ? `[${one}]` : `['${one.replace(/['\\]/g, '\\$&')}']`,
        )
        .join('');
      expect(parseJsonPath(`$${text}`)).toEqual(steps);
    }),
  );
});
