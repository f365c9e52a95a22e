import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createProgress, describeFailure, type Outcome, runTasks, type Task } from './tasks.mjs';

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

test('a failure shows its message and the end of its output', () => {
  const output = Array.from({ length: 70 }, (_, index) => `line ${index + 1}`).join('\n');
  const error = Object.assign(new Error('tsc ended with 2.'), { output });
  const text = describeFailure('types', { status: 'failed', error });
  expect(text.split('\n').slice(0, 3)).toEqual([
    'types failed: tsc ended with 2.',
    '  (10 lines before these)',
    '  line 11',
  ]);
  expect(text.endsWith('  line 70')).toBe(true);
});

test('what was not run says because of which task', () => {
  expect(describeFailure('e2e', { status: 'not-run', because: 'build' })).toBe(
    'e2e was not run, because of build.',
  );
});

describe('progress', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  function collect(isTTY: boolean, columns?: number) {
    const written: string[] = [];
    const stream = { isTTY, columns, write: (text: string) => written.push(text) };
    return { written, progress: createProgress(stream, { colour: false }) };
  }

  test('without a terminal, a step is one line when it begins and one when it ends', () => {
    const { written, progress } = collect(false);
    const step = progress.begin('installing packages');
    vi.advanceTimersByTime(4_200);
    step.end('passed');
    expect(written).toEqual(['· installing packages\n', '✓ installing packages (4.2 s)\n']);
  });

  test('without a terminal, a long step gives a sign of life every half minute', () => {
    const { written, progress } = collect(false);
    const step = progress.begin('compiling');
    vi.advanceTimersByTime(65_000);
    step.end('failed');
    expect(written).toEqual([
      '· compiling\n',
      '  … compiling, 30 s so far\n',
      '  … compiling, 60 s so far\n',
      '✗ compiling (65 s)\n',
    ]);
  });

  test('in the end, every step is listed with its time', () => {
    const { progress } = collect(false);
    const [build, types] = [progress.begin('build'), progress.begin('types')];
    vi.advanceTimersByTime(4_200);
    types.end('passed');
    vi.advanceTimersByTime(20_000);
    build.end('failed');
    expect(progress.times()).toEqual(['  4.2 s  types', '   24 s  build']);
  });

  test('on a terminal, one live line shows every step under way', () => {
    const { written, progress } = collect(true);
    progress.begin('compiling');
    progress.begin('building').note('page 3 of 9');
    vi.advanceTimersByTime(1_000);
    expect(written.at(-1)).toContain('compiling 1.0 s · building 1.0 s  page 3 of 9');
    progress.close();
  });

  test('the live line is cut to the width of the terminal', () => {
    const { written, progress } = collect(true, 20);
    progress.begin('a step with quite a long title');
    expect(written.at(-1)?.split('\u001b[K')[1]).toBe('⠋ a step with quit');
    progress.close();
  });
});
