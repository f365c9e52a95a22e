import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parsePlan, parsePlanText } from './parse-plan';

const DOCS = fileURLToPath(new URL('../../docs/', import.meta.url));
const FILES = readdirSync(`${DOCS}plans`).filter((file) => file.endsWith('.json'));
const BLOCKS = [...readFileSync(`${DOCS}plans.md`, 'utf8').matchAll(/^```json\n(.*?)^```$/gms)];

it('there is an example of every load model and of both kinds of requests', () => {
  expect(FILES).toEqual([
    'closed-http.json',
    'constant.json',
    'gamma.json',
    'json-rpc.json',
    'poisson.json',
    'ramp-with-spike.json',
    'replay.json',
  ]);
  expect(BLOCKS.length).toBe(9);
});

it.each(FILES)('docs/plans/%s is a valid plan', (file) => {
  const text = readFileSync(`${DOCS}plans/${file}`, 'utf8');
  expect(parsePlan(parsePlanText(text, file)).name).not.toBe('');
});

it.each(BLOCKS.map(([, block = '']) => block))(
  'the plan in docs/plans.md is valid: %s',
  (block) => {
    expect(parsePlan(parsePlanText(block)).name).not.toBe('');
  },
);
