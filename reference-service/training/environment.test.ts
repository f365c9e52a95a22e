import { expect, test } from 'vitest';
import { initialPosition, type Position, type StepKind, type Task, takeStep } from './environment';

const update: Task = { query: 'Change the address', kind: 'update', slipProbability: 0.05 };

function results(...steps: StepKind[]): string[] {
  let position: Position = initialPosition;
  return steps.map((step) => {
    const taken = takeStep(update, position, step, 0.5);
    position = taken.position;
    return taken.result;
  });
}

test('an update is solved by tool, action, check, answer', () => {
  expect(results('tool', 'action', 'check', 'answer')).toEqual([
    'advanced',
    'advanced',
    'advanced',
    'solved',
  ]);
});

test('two mistakes are survived, the third ends the task in failure', () => {
  expect(results('think', 'verify', 'tool', 'action', 'check', 'answer').at(-1)).toBe('solved');
  expect(results('think', 'verify', 'check')).toEqual(['wrong', 'wrong', 'failed']);
});

test('a premature answer ends the task in failure', () => {
  expect(results('tool', 'answer')).toEqual(['advanced', 'failed']);
});

test('a right step slips, and may be tried again, when chance falls under the task’s share', () => {
  const slipped = takeStep(update, initialPosition, 'tool', 0.04);
  expect(slipped).toEqual({ position: { stage: 0, mistakes: 0 }, result: 'slipped' });
  expect(takeStep(update, slipped.position, 'tool', 0.06).result).toBe('advanced');
});
