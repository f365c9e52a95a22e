import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeTemplate, parseTemplate } from './template';

it('reads text, values and random data in their order', () => {
  expect(parseTemplate('/jobs/{{jobId}}?n={{ random.int 1 100 }}&u={{user}}-{{counter}}')).toEqual({
    parts: [
      { kind: 'text', text: '/jobs/' },
      { kind: 'value', name: 'jobId' },
      { kind: 'text', text: '?n=' },
      { kind: 'int', min: 1, max: 100 },
      { kind: 'text', text: '&u=' },
      { kind: 'user' },
      { kind: 'text', text: '-' },
      { kind: 'counter' },
    ],
    problems: [],
  });
});

it('picks are texts, unless they spell a JSON number, true, false or null without quotes', () => {
  expect(
    parseTemplate(`{{random.pick a 8 -1.5 true null "8" 'two words' "a\\"b" 08}}`).parts,
  ).toEqual([{ kind: 'pick', picks: ['a', 8, -1.5, true, null, '8', 'two words', 'a"b', '08'] }]);
});

it('a backslash before two braces makes them plain', () => {
  expect(parseTemplate('\\{{ name }} {{x}}')).toEqual({
    parts: [
      { kind: 'text', text: '{{ name }} ' },
      { kind: 'value', name: 'x' },
    ],
    problems: [],
  });
});

it.each([
  ['{{', 'has {{ without }}. Write \\{{ for two literal braces.'],
  ['{{}}', 'has {{}}: the template is empty.'],
  ['{{random.pick "a}}', 'has {{random.pick "a}}: unterminated quotes.'],
  ['{{x 1}}', 'has {{x 1}}: "x" is a value and takes no arguments.'],
  [
    '{{random.string 0}}',
    'has {{random.string 0}}: random.string needs a length from 1 to 10,000.',
  ],
  ['{{random.uuid 4}}', 'has {{random.uuid 4}}: random.uuid takes no arguments.'],
  [
    '{{random.int 1.5 2}}',
    'has {{random.int 1.5 2}}: random.int needs two whole numbers, as in {{random.int 1 100}}.',
  ],
])('%s %s', (text, problem) => {
  expect(parseTemplate(text).problems).toEqual([problem]);
});

it('any text, escaped, is one part: itself', () => {
  const braces = fc.string({ unit: fc.constantFrom('{', '}', '\\', 'a', ' ', '"') });
  fc.assert(
    fc.property(fc.oneof(fc.string(), braces), (text) => {
      fc.pre(text !== '');
      const { parts, problems } = parseTemplate(escapeTemplate(text));
      expect([parts, problems]).toEqual([[{ kind: 'text', text }], []]);
    }),
  );
});

it('never throws, and says what is wrong with whatever it cannot read', () => {
  const pieces = fc.constantFrom('{{', '}}', 'random.int', 'random.pick', ' ', '1', '"', 'x', '\\');
  fc.assert(
    fc.property(fc.array(pieces), (words) => {
      const { problems } = parseTemplate(words.join(''));
      for (const problem of problems) expect(problem).toMatch(/^has \{\{.*\.$/s);
    }),
  );
});

it('a secret is asked for by its name alone', () => {
  expect(parseTemplate('Bearer {{secret.API_KEY}}').parts).toEqual([
    { kind: 'text', text: 'Bearer ' },
    { kind: 'secret', name: 'API_KEY' },
  ]);
  expect(parseTemplate('{{secret.1x}}{{secret.A b}}{{secret.}}').problems).toEqual([
    'has {{secret.1x}}: a secret’s name starts with a letter and has letters, digits, _ and - only.',
    'has {{secret.A b}}: secret.A takes no arguments.',
    'has {{secret.}}: a secret’s name starts with a letter and has letters, digits, _ and - only.',
  ]);
});
