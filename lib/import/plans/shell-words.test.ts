import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellCommands } from './shell-words';

function describeError(text: string): string[][] | undefined {
  return shellCommands(text)?.map(({ words }) => words);
}

it('reads quotes, escapes and continued lines as bash does', () => {
  expect(
    describeError(
      `curl 'a b'"c \\"d\\" \\$x \\n" e\\ f \\\n  $'g\\'h\\ti\\x41\\u00e9\\101' # a note\nnext`,
    ),
  ).toEqual([['curl', 'a bc "d" $x \\n', 'e f', "g'h\tiA\u00e9A"], ['next']]);
});

it('separates commands, and leaves redirections out', () => {
  expect(describeError('a b; c && d | e 2>&1 > out.txt f\r\ng')).toEqual([
    ['a', 'b'],
    ['c'],
    ['d'],
    ['e', 'f'],
    ['g'],
  ]);
});

it('keeps variables as they are written, and names them', () => {
  const braced = '$' + '{A}';
  expect(shellCommands(`curl "$HOST/x" $(cat t) '$no' "${braced}" 5$`)).toEqual([
    {
      words: ['curl', '$HOST/x', '$(cat t)', '$no', braced, '5$'],
      unknown: ['$HOST', '$(cat t)', braced],
    },
  ]);
});

it('has nothing to give for a quote that does not end', () => {
  for (const text of ["a 'b", 'a "b', "a $'b\\'", '"\\'])
    expect(shellCommands(text)).toBeUndefined();
});

it('reads what bash reads, whatever was quoted', () => {
  const quoted = fc
    .tuple(fc.string({ unit: fc.constantFrom(...'ab \'"\\$\n\t!{}é&;|<>#') }), fc.nat(3))
    .filter(([text]) => text !== '')
    .map(([text, way]) => {
      if (way === 0) return `'${text.replaceAll("'", `'\\''`)}'`;
      if (way === 1) return `"${text.replace(/["\\$`]/g, '\\$&')}"`;
      if (way === 2)
        return `$'${text.replace(/['\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}'`;
      return text.replace(/[^\nab\u00e9]/g, '\\$&').replaceAll('\n', () => "$'\\n'");
    });
  fc.assert(
    fc.property(
      fc.array(fc.array(quoted, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
      (words) => {
        const line = words.map((pieces) => pieces.join('')).join(' \\\n ');
        const printed = execFileSync('bash', ['-c', `printf '%s\\0' ${line}`], {
          encoding: 'utf8',
        });
        expect(describeError(line)).toEqual([printed.split('\0').slice(0, -1)]);
      },
    ),
    { numRuns: 60 },
  );
});

it('takes any text without throwing', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab \'"\\$\n(){}`|&;<>#') }), (text) => {
      shellCommands(text);
    }),
  );
});
