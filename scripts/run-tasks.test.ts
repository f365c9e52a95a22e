import { expect, test } from 'vitest';
import { type Outcome, runTasks, type Task } from './run-tasks.mjs';

const silent = { begin: () => ({ note: () => undefined, end: () => undefined }) };

function summary(outcomes: Map<string, Outcome>) {
  return Object.fromEntries([...outcomes].map(([name, { status }]) => [name, status]));
}

/** A task that notes when it begins and ends, and takes a turn of the event loop between. */
function noting(log: string[], task: Omit<Task, 'run'>): Task {
  return {
    ...task,
    async run() {
      log.push(`${task.name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${task.name} ends`);
    },
  };
}

test('a task waits for those it needs', async () => {
  const log: string[] = [];
  const tasks = [noting(log, { name: 'b', needs: ['a'] }), noting(log, { name: 'a' })];
  await runTasks(tasks, { atOnce: 2, progress: silent });
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('no more than two run at once', async () => {
  const log: string[] = [];
  const tasks = ['a', 'b', 'c'].map((name) => noting(log, { name }));
  await runTasks(tasks, { atOnce: 2, progress: silent });
  expect(log.indexOf('c begins')).toBeGreaterThan(log.indexOf('a ends'));
  expect(log.slice(0, 2)).toEqual(['a begins', 'b begins']);
});

test('what needs a failed task is not run, and says because of which', async () => {
  const tasks: Task[] = [
    { name: 'build', run: () => Promise.reject(new Error('no')) },
    { name: 'e2e', needs: ['build'], run: () => undefined },
    { name: 'report', needs: ['e2e'], run: () => undefined },
  ];
  const outcomes = await runTasks(tasks, { atOnce: 2, progress: silent });
  expect(outcomes.get('e2e')).toEqual({ status: 'not-run', because: 'build' });
  expect(outcomes.get('report')).toEqual({ status: 'not-run', because: 'e2e' });
});

test('what only comes after a failed task is run all the same', async () => {
  const tasks: Task[] = [
    { name: 'build', run: () => Promise.reject(new Error('no')) },
    { name: 'types', after: ['build'], run: () => undefined },
  ];
  const outcomes = await runTasks(tasks, { atOnce: 2, progress: silent });
  expect(summary(outcomes)).toEqual({ build: 'failed', types: 'passed' });
});

test('a task with nothing to do passes without being run', async () => {
  const tasks: Task[] = [{ name: 'install', needed: () => false, run: () => expect.fail() }];
  const outcomes = await runTasks(tasks, { atOnce: 1, progress: silent });
  expect(outcomes.get('install')).toEqual({ status: 'passed', value: undefined, idle: true });
});

test('a need that no task has is ignored', async () => {
  const tasks: Task[] = [{ name: 'unit', needs: ['build'], run: () => 7 }];
  const outcomes = await runTasks(tasks, { atOnce: 1, progress: silent });
  expect(outcomes.get('unit')).toEqual({ status: 'passed', value: 7, idle: false });
});

test('with someone told of failures, nothing more is begun after one', async () => {
  const told: string[] = [];
  const tasks: Task[] = [
    { name: 'a', run: () => Promise.reject(new Error('no')) },
    { name: 'b', run: () => undefined },
  ];
  const outcomes = await runTasks(tasks, {
    atOnce: 1,
    progress: silent,
    onFailure: (name) => told.push(name),
  });
  expect(told).toEqual(['a']);
  expect(summary(outcomes)).toEqual({ a: 'failed', b: 'not-run' });
});

test('a circle of needs ends instead of waiting for ever', async () => {
  const tasks: Task[] = [
    { name: 'a', needs: ['b'], run: () => undefined },
    { name: 'b', needs: ['a'], run: () => undefined },
  ];
  const outcomes = await runTasks(tasks, { atOnce: 1, progress: silent });
  expect(summary(outcomes)).toEqual({ a: 'not-run', b: 'not-run' });
});
