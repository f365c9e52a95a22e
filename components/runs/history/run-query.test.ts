import { expect, it } from 'vitest';
import { isFiltered, runQuery } from './run-query';

it('shows the newest runs first when the query says nothing', () => {
  const query = runQuery(new URLSearchParams());
  expect(query).toMatchObject({ sort: 'number', descending: true, page: 1 });
  expect(isFiltered(query)).toBe(false);
});

it('reads filters, sorting and page', () => {
  const query = runQuery(
    new URLSearchParams(
      'search=ramp&status=failed&verdict=no-data&sort=p95&order=asc&page=3&label=baseline',
    ),
  );
  expect(query).toMatchObject({
    search: 'ramp',
    status: 'failed',
    verdict: 'no-data',
    label: 'baseline',
    sort: 'p95',
    descending: false,
    page: 3,
  });
  expect(isFiltered(query)).toBe(true);
});

it('ignores what it does not know', () => {
  expect(runQuery(new URLSearchParams('status=odd&verdict=maybe&sort=size&page=0'))).toMatchObject({
    status: undefined,
    verdict: undefined,
    sort: 'number',
    page: 1,
  });
});
