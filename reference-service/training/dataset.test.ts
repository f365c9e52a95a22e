import { expect, test } from 'vitest';
import { trainingQueries } from '../testing/service-client';
import { batchFor, splitDataset, tasksOf } from './dataset';

test('a fifth of a hundred queries is held out, and none is in both parts', () => {
  const { training, heldOut } = splitDataset({ training: trainingQueries(100) }, 7);
  expect(training).toHaveLength(80);
  expect(heldOut).toHaveLength(20);
  expect(new Set([...training, ...heldOut].map(({ query }) => query)).size).toBe(100);
});

test('the same seed holds out the same queries, another one others', () => {
  const held = (seed: number) => splitDataset({ training: trainingQueries(100) }, seed).heldOut;
  expect(held(7)).toEqual(held(7));
  expect(held(7)).not.toEqual(held(8));
});

test('with evaluation queries of its own a dataset trains on all of the others', () => {
  const dataset = { training: trainingQueries(100), evaluation: trainingQueries(3) };
  const { training, heldOut } = splitDataset(dataset, 7);
  expect(training).toHaveLength(100);
  expect(heldOut).toHaveLength(3);
});

test('at most a hundred queries are validated with', () => {
  expect(splitDataset({ training: trainingQueries(1000) }, 7).heldOut).toHaveLength(100);
});

test('each batch has one kind of task, the five kinds in turn', () => {
  const tasks = tasksOf(trainingQueries(80));
  const kinds = [1, 2, 3, 4, 5, 6].map((iteration) => {
    const batch = batchFor(tasks, iteration, 16);
    expect(batch).toHaveLength(16);
    return [...new Set(batch.map(({ kind }) => kind))];
  });
  expect(kinds).toEqual([
    ['lookup'],
    ['calculate'],
    ['update'],
    ['plan'],
    ['investigate'],
    ['lookup'],
  ]);
});

test('a list of equal queries still has every kind of task', () => {
  const queries = trainingQueries(1).concat(Array(99).fill(trainingQueries(1)[0]));
  expect(new Set(tasksOf(queries).map(({ kind }) => kind)).size).toBe(5);
});
