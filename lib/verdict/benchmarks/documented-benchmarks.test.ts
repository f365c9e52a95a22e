import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { span } from '@/lib/core/duration';
import { plannedMs } from '@/lib/plan/figures';
import { parsePlan } from '@/lib/plan/parse-plan';
import { benchmarkLimit } from '../model';
import { BENCHMARKS } from './benchmarks';

const DOC = readFileSync(
  fileURLToPath(new URL('../../../docs/suites.md', import.meta.url)),
  'utf8',
).replaceAll(/\n {2}(?=\S)/g, ' ');
const SECTIONS = DOC.split(/^### /m).slice(1);
const plain = (text: string) => text.replaceAll('\u202f', ' ');

it('docs/suites.md has the twelve benchmarks in their order, the key objectives first', () => {
  expect(SECTIONS.map((section) => section.split('\n')[0])).toEqual(
    BENCHMARKS.map(({ number, title }) => `${number}. ${title}`),
  );
  const key = DOC.slice(DOC.indexOf('## Key objectives'), DOC.indexOf('## Further'));
  expect(key.match(/^### \d+/gm)).toEqual(['### 1', '### 2', '### 3', '### 4', '### 5']);
});

it.each(BENCHMARKS)('docs/suites.md says what benchmark $number is', (benchmark) => {
  const section = SECTIONS[benchmark.number - 1] ?? '';
  expect(section).toContain(`\n${benchmark.measures}.\n`);
  const condition = benchmark.condition === undefined ? '' : `; ${benchmark.condition}`;
  expect(section).toContain(`- Objective: ${plain(benchmarkLimit(benchmark.limit))}${condition}`);
  expect(section).toContain(`- Published figure: ${benchmark.reported ?? '–'}`);
});

it.each(BENCHMARKS)(
  'docs/suites.md says how long benchmark $number is, in full and quick',
  ({ number, plans }) => {
    // What benchmark 4 measures, 6 does; 11 has stages, and is described by stage.
    const section = SECTIONS[(number === 6 ? 4 : number) - 1] ?? '';
    if (number === 11) return expect(section).toContain('for 45 s (quick: 8 s)');
    const [full, quick] = [true, false].map((isFull) =>
      plans(!isFull).map((plan) => plain(span(plannedMs(parsePlan(plan))))),
    );
    for (const length of full ?? []) expect(section).toContain(length);
    if (String(full) !== String(quick))
      for (const length of quick ?? []) expect(section).toMatch(new RegExp(`quick: ${length}\\)`));
  },
);
