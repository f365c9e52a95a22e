import { expect } from 'vitest';
import type { Schedule } from './schedule';

/** What every Schedule must hold to; each implementation's tests call it. */
export function checkScheduleContract(schedule: Schedule): void {
  const instants = instantsOf(schedule);
  for (const [index, atMs] of instants.entries()) {
    expect(atMs).toBeGreaterThanOrEqual(instants[index - 1] ?? 0);
    expect(schedule.arrivalAt(index)).toBe(atMs);
  }
  expect(schedule.arrivalAt(instants.length)).toBeUndefined();
  expect(schedule.arrivalAt(instants.length + 1000)).toBeUndefined();
  expect(schedule.arrivalAt(-1)).toBeUndefined();
}

/** All instants of a schedule that ends. */
export function instantsOf(schedule: Schedule): number[] {
  const instants: number[] = [];
  for (let index = 0; ; index++) {
    const atMs = schedule.arrivalAt(index);
    if (atMs === undefined) return instants;
    instants.push(atMs);
  }
}
