import { expect, it } from 'vitest';
import { planTextFrom } from './plan-text-from';

it('a plan stays as it was written, problems and all', () => {
  const text = '{"load": 7}';
  expect(planTextFrom(`\n${text} `)).toEqual({ text, notes: [] });
});

it('a curl command becomes a plan’s text, with notes', () => {
  const made = planTextFrom('curl http://h/a');
  expect(made.text).toContain('"http": { "method": "GET", "path": "/a" }');
  expect(made.notes.at(-1)).toBe(
    'The load is 1 request per second for a minute. Adjust it as needed.',
  );
});

it('what was said to be something is read as that', () => {
  expect(() => planTextFrom('curl http://h/a', 'har')).toThrow('The HAR file is not valid JSON.');
});
