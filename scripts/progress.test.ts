import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProgress } from './progress.mjs';

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
