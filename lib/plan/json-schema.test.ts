import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { planJsonSchema } from './json-schema';

const FILE = fileURLToPath(new URL('../../public/plan.schema.json', import.meta.url));

it('public/plan.schema.json is what `npm run schema` writes', () => {
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(planJsonSchema());
});

it('asks for a name and a load, and refuses fields that it does not know', () => {
  expect(planJsonSchema()).toMatchObject({
    required: ['name', 'load'],
    additionalProperties: false,
    properties: { timeoutMs: { type: 'integer', default: 30_000, minimum: 1, maximum: 600_000 } },
  });
});
