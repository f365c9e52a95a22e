import { expect, test } from 'vitest';
import { unifyDialects } from './dialects';

test('training_job_id and training_data go by our names', () => {
  expect(unifyDialects({ training_job_id: 'a', training_data: [1] })).toEqual({
    job_id: 'a',
    training_queries: [1],
  });
});

test('nested filters become flat ones', () => {
  const params = { job_id: 'a', filters: { success_only: true, limit: 5 } };
  expect(unifyDialects(params)).toEqual({ job_id: 'a', success_only: true, limit: 5 });
});

test('where both dialects are spoken our own names and the flat fields win', () => {
  const params = { job_id: 'a', training_job_id: 'b', limit: 1, filters: { limit: 2 } };
  expect(unifyDialects(params)).toEqual({ job_id: 'a', limit: 1 });
});

test('what is no object stays what it is', () => {
  expect(unifyDialects([1])).toEqual([1]);
  expect(unifyDialects('x')).toBe('x');
});
