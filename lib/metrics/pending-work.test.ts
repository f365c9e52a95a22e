import { expect, it } from 'vitest';
import { pendingWork } from './pending-work';

it('is the highest of what tells, each summed over its labels', () => {
  const readings = [
    { name: 'training_jobs_active', value: 41 },
    { name: 'redis_queue_length', value: 20 },
    { name: 'redis_queue_length', value: 17 },
    { name: 'training_jobs_completed_total', value: 900 },
  ];
  expect(pendingWork(readings)).toBe(41);
  expect(pendingWork(readings.slice(1))).toBe(37);
});

it('is unknown where nothing tells', () => {
  expect(pendingWork([{ name: 'training_workers_active', value: 3 }])).toBeUndefined();
});
