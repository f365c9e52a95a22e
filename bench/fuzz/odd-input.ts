import fc from 'fast-check';

/** Names that every object of JavaScript has, or that mean something to somebody on the way. */
export const ODD_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'then',
  'length',
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u2028',
  '\ufeff',
  '💥',
  '%',
  '%ff',
  '../..',
  '<b>&"\'',
  '{{x}}',
  "' OR 1=1 --",
] as const;

/** What stands where a number is expected; as text, for JSON has no word for some of them. */
const ODD_NUMBERS = [
  '-1',
  '-0',
  '0.5',
  '1e-320',
  '1e308',
  '1e999',
  '-1e300',
  '2147483648',
  '9007199254740993',
  '8640000000000001',
  '253402300800000',
  'NaN',
  'Infinity',
  '0x10',
] as const;

const ODD_INSTANTS = [
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '+010000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '-271821-04-20T00:00:00Z',
  '2026-02-30T25:61:61Z',
  '275760-09-13',
] as const;

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

/** JSON, or nearly: what may stand in place of any value. */
const ODD_JSON = [
  ...ODD_NUMBERS,
  ...[...ODD_NAMES, ...ODD_INSTANTS].map((text) => JSON.stringify(text)),
  'null',
  'true',
  '[]',
  '{}',
  '[[null]]',
  '{"__proto__":{"a":1},"constructor":{"prototype":1}}',
  '[1,"2",{"3":4}]',
  JSON.stringify('a'.repeat(5000)),
  JSON.stringify(Array.from({ length: 300 }, (_, at) => at)),
  deep(60),
  deep(20_000),
  '{"toString":1,"valueOf":1}',
] as const;

/** A word of its own: a name, a number, an instant, or anything. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fc.constantFrom(...ODD_NAMES), weight: 4 },
  { arbitrary: fc.constantFrom(...ODD_NUMBERS, ...ODD_INSTANTS), weight: 3 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 30 }), weight: 2 },
  { arbitrary: fc.string({ maxLength: 60 }), weight: 2 },
  { arbitrary: fc.constantFrom('a'.repeat(5000), '('.repeat(500), '\\'.repeat(99)), weight: 1 },
);

const PIECES = [
  ...'"\'`,;:{}[]()<>=&?#%|\\/\n\r\t $*+-.0',
  '\r\n',
  '\n\n',
  '//',
  '--',
  '${',
  ']]>',
];

const piece = fc.oneof(fc.constantFrom(...PIECES), oddText);

interface Change {
  how: 'insert' | 'remove' | 'replace' | 'repeat' | 'cut' | 'number' | 'word';
  /** Where, as a share of the text. */
  at: number;
  length: number;
  with: string;
}

const change: fc.Arbitrary<Change> = fc.record({
  how: fc.constantFrom('insert', 'remove', 'replace', 'repeat', 'cut', 'number', 'word'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(40),
  with: piece,
});

function changed(text: string, { how, at, length, with: put }: Change): string {
  const from = Math.floor(at * text.length);
  const [head, found, tail] = [
    text.slice(0, from),
    text.slice(from, from + length),
    text.slice(from + length),
  ];
  switch (how) {
    case 'insert':
      return head + put + found + tail;
    case 'remove':
      return head + tail;
    case 'replace':
      return head + put + tail;
    case 'repeat':
      return head + found + found + found + tail;
    case 'cut':
      return head;
    case 'number':
      return head + text.slice(from).replace(/-?\d+(\.\d+)?/, () => put);
    case 'word':
      return head + text.slice(from).replace(/\w+/, () => put);
  }
}

/** One of these texts with up to four changes, or any text. */
export function oddVersionOf(texts: readonly string[]): fc.Arbitrary<string> {
  const mutated = fc
    .tuple(fc.constantFrom(...texts), fc.array(change, { maxLength: 4 }))
    .map(([text, changes]) => changes.reduce(changed, text));
  const any = fc.oneof(
    oddText,
    fc.array(piece, { maxLength: 30 }).map((found) => found.join('')),
  );
  return fc.oneof({ arbitrary: mutated, weight: 9 }, { arbitrary: any, weight: 1 });
}

/** One of these values as JSON, with up to three of its values or keys put in place of others. */
export function oddJsonOf(values: readonly unknown[]): fc.Arbitrary<string> {
  const places = fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      put: fc.constantFrom(...ODD_JSON),
      key: fc.option(fc.constantFrom(...ODD_NAMES), { freq: 4, nil: undefined }),
    }),
    { maxLength: 3 },
  );
  return fc.tuple(fc.constantFrom(...values), places).map(([value, changes]) => {
    const puts: string[] = [];
    let tree = value;
    for (const { at, put, key } of changes) {
      const place = Math.floor(at * countOf(tree));
      tree = replaced(tree, place, puts.push(put) - 1, key);
    }
    return JSON.stringify(tree).replace(
      /"\ue000(\d+)"/g,
      (_, at: string) => puts[Number(at)] ?? 'null',
    );
  });
}

function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, item) => sum + countOf(item), 1);
}

/** The value with a placeholder at its `place`th value, or a field of another name beside it. */
function replaced(value: unknown, place: number, put: number, key: string | undefined): unknown {
  let left = place;
  const walk = (here: unknown): unknown => {
    if (left-- === 0) {
      const mark = `\ue000${put}`;
      if (key === undefined || typeof here !== 'object' || here === null) return mark;
      return Array.isArray(here)
        ? [...here, mark]
        : Object.fromEntries([...Object.entries(here), [key, mark]]);
    }
    if (typeof here !== 'object' || here === null) return here;
    if (Array.isArray(here)) return here.map(walk);
    return Object.fromEntries(Object.entries(here).map(([name, item]) => [name, walk(item)]));
  };
  return walk(value);
}

/** A query string with some of these keys, and perhaps one of another. */
export function oddQueryOf(keys: readonly string[]): fc.Arbitrary<string> {
  const pair = fc.tuple(
    fc.oneof({ arbitrary: fc.constantFrom(...keys), weight: 6 }, { arbitrary: oddText, weight: 1 }),
    fc.oneof(
      oddText,
      fc.constantFrom('1', '2', '1,2', 'run', 'compare', 'p95', 'csv', 'true', 'latest', 'asc'),
    ),
    fc.boolean(),
  );
  return fc
    .array(pair, { maxLength: 5 })
    .map((pairs) =>
      pairs
        .map(([key, value, raw]) =>
          raw ? `${key}=${value}`.replace(/[#\s]/g, '') : `${encoded(key)}=${encoded(value)}`,
        )
        .join('&'),
    );
}

export function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
