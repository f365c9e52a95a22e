import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EXPORT_FORMAT_NAMES } from '@/lib/export/model';
import { OUTCOME_LABELS, TRACED_COLUMNS } from '@/lib/export/sample-rows';
import { IMPORT_FORMATS_OF_TOOLS } from './formats/formats';

const [imports = '', exports = ''] = readFileSync('docs/import-export.md', 'utf8').split(
  '## Export',
);
const firstCells = (text: string) => [...text.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);

it('docs/import-export.md lists the formats and columns that there are', () => {
  expect(firstCells(imports)).toEqual(Object.keys(IMPORT_FORMATS_OF_TOOLS));
  expect(firstCells(exports)).toEqual([...EXPORT_FORMAT_NAMES, ...TRACED_COLUMNS]);
  for (const word of Object.values(OUTCOME_LABELS)) expect(exports).toContain(word);
});
