import { expect, it } from 'vitest';
import { EndpointSurvey, groupIds } from './endpoint-names';

function namingOf(names: Iterable<string>) {
  const survey = new EndpointSurvey();
  for (const name of names) survey.see(name);
  return survey.naming();
}

const numbered = (count: number, nameOf: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => nameOf(index));

it('groups what names one thing of many: numbers, UUIDs and hashes that stand alone', () => {
  expect(groupIds('GET /users/17/orders/4')).toBe('GET /users/{id}/orders/{id}');
  expect(groupIds('/jobs/3f2b8c1e-7d4a-4b9c-8f00-a1b2c3d4e5f6?page=2')).toBe(
    '/jobs/{id}?page={id}',
  );
  expect(groupIds('/blobs/d41d8cd98f00b204e9800998')).toBe('/blobs/{id}');
  expect(groupIds('POST /v1/grpo-start')).toBe('POST /v1/grpo-start');
});

it('keeps up to a thousand names as they are', () => {
  const { nameOf, note } = namingOf(numbered(1000, (index) => `/users/${index}`));
  expect(nameOf('/users/17')).toBe('/users/17');
  expect(note).toBeUndefined();
});

it('groups ids where there are more, and says so', () => {
  const { nameOf, note } = namingOf(['/health', ...numbered(70_000, (index) => `/users/${index}`)]);
  expect(nameOf('/users/69999')).toBe('/users/{id}');
  expect(nameOf('/health')).toBe('/health');
  expect(note).toBe(
    'The file has more than 1,000 endpoint names. Ids in them were grouped, as in “/users/{id}”: 2 are left.',
  );
});

it('counts together what cannot be grouped, and never keeps more than a thousand', () => {
  const names = numbered(
    5000,
    (index) => `/page-${index.toString(26).replace(/\d/g, 'z')}x${'y'.repeat(index % 7)}`,
  );
  const unique = [...new Set(names)];
  const { nameOf, note } = namingOf(unique);
  const kept = new Set(unique.map(nameOf));
  expect(kept.size).toBe(1000);
  expect(kept).toContain('(other endpoints)');
  expect(nameOf(unique[0] ?? '')).toBe(unique[0]);
  expect(note).toContain('All but the first 999 are counted together as “(other endpoints)”.');
});
