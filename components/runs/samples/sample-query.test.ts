import { expect, it } from 'vitest';
import { sampleQuery } from './sample-query';

it('asks for the slowest samples when the query says nothing', () => {
  expect(sampleQuery(new URLSearchParams())).toMatchObject({
    sort: 'response',
    descending: true,
    page: 1,
  });
});

it('reads every filter', () => {
  const query =
    'endpoint=training.cancel&outcome=failed&min=250&error=3&sort=time&order=asc&page=4';
  expect(sampleQuery(new URLSearchParams(query))).toEqual({
    endpoint: 'training.cancel',
    outcome: 'failed',
    minResponseMs: 250,
    errorId: 3,
    sort: 'time',
    descending: false,
    page: 4,
    pageSize: 20,
  });
});

it('leaves out what it cannot read', () => {
  expect(sampleQuery(new URLSearchParams('outcome=odd&min=soon&sort=size&page=-2'))).toEqual({
    endpoint: undefined,
    outcome: undefined,
    minResponseMs: undefined,
    errorId: undefined,
    sort: 'response',
    descending: true,
    page: 1,
    pageSize: 20,
  });
});
