import { describe, expect, it } from 'vitest';
import type { RunAnnotation } from '@/lib/runs/model';
import { scheduledRate } from './scheduled-rate';

const outline = [
  { atMs: 0, level: 50 },
  { atMs: 10_000, level: 50 },
  { atMs: 10_000, level: 100 },
  { atMs: 20_000, level: 200 },
];
const pause: RunAnnotation = { id: 1, kind: 'pause', atMs: 4000 };
const note: RunAnnotation = { id: 9, kind: 'note', text: 'still paused', atMs: 5000 };
const resume: RunAnnotation = { id: 2, kind: 'resume', atMs: 7000 };

describe('the rate that an open plan’s run is asked for', () => {
  it('follows the plan’s steps and slopes', () => {
    expect(scheduledRate(outline, [], 9000)).toBe(50);
    expect(scheduledRate(outline, [], 10_000)).toBe(100);
    expect(scheduledRate(outline, [], 15_000)).toBe(150);
    expect(scheduledRate(outline, [], 20_500)).toBeUndefined();
  });

  it('is none while paused, and the plan’s later afterwards', () => {
    expect(scheduledRate(outline, [pause], 5000)).toBe(0);
    expect(scheduledRate(outline, [pause, note], 6000)).toBe(0);
    expect(scheduledRate(outline, [pause, resume], 18_000)).toBe(150);
    expect(scheduledRate(outline, [pause, resume], 22_500)).toBe(195);
  });

  it('is what its user said last, from when it was done', () => {
    const raised: RunAnnotation = { id: 3, kind: 'level', level: 80, atMs: 12_000 };
    expect(scheduledRate(outline, [raised], 11_000)).toBe(110);
    expect(scheduledRate(outline, [raised, { id: 4, kind: 'level', level: 9 }], 15_000)).toBe(80);
  });
});
