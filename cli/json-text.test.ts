import { expect, test } from 'vitest';
import { jsonText } from './json-text';

test('what is missing is null, at whatever depth', () => {
  const search = { result: undefined, steps: [{ load: 10, p95Ms: undefined }] };
  expect(JSON.parse(jsonText(search))).toEqual({
    result: null,
    steps: [{ load: 10, p95Ms: null }],
  });
});
