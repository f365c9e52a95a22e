import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonFault } from './json-fault';

it.each([
  ['{\n  "name": "a",\n}', 3, 1, 'has a comma too many before }.'],
  ['{"a": 1 "b": 2}', 1, 9, 'has "\\"" where a comma or } should be.'],
  ['[1, 2', 1, 6, 'ends before a comma or ].'],
  ['{"a" 1}', 1, 6, 'has "1" where a colon should be.'],
  ['{\n\tname: 1}', 2, 2, 'has a name without double quotes around it.'],
  ["{'a': 1}", 1, 2, 'has a single quote: texts stand in double quotes.'],
  ['{"a": True}', 1, 7, 'has "True" where a value should be.'],
  ['{"a": 01}', 1, 7, 'has "01" where a value should be.'],
  [
    '{"a": "x\ny"}',
    1,
    7,
    'has a text that does not end on its line, or a \\ that stands for nothing.',
  ],
  ['{"a": 1} // note', 1, 10, 'has a comment: JSON has none.'],
  ['{} {}', 1, 4, 'has "{" where the end should be.'],
  ['', 1, 1, 'ends before a value.'],
])('%j: line %i, column %i %s', (text, line, column, message) => {
  expect(jsonFault(text)).toEqual({ line, column, message });
});

it('finds a fault where JSON.parse does, and nowhere else', () => {
  const json = fc.json({ maxDepth: 4 });
  const damaged = fc
    .tuple(
      json,
      fc.nat(),
      fc.constantFrom('', ',', '}', ']', '"', ':', '\\', '1', 'x', ' ', '\n', '-'),
    )
    .map(([text, at, piece]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + piece + text.slice(place + (at % 3));
    });
  fc.assert(
    fc.property(fc.oneof(json, damaged, fc.string()), (text) => {
      expect(jsonFault(text) === undefined).toBe(isJson(text));
    }),
    { numRuns: 2000 },
  );
});

it('is not stopped by a hundred thousand brackets', () => {
  expect(jsonFault('['.repeat(100_000))?.column).toBe(100_001);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
