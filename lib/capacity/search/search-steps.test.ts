import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextStep, type SearchBounds, type SearchResult, type StepOutcome } from './search-steps';

const BOUNDS: SearchBounds = { from: 10, to: 100_000, whole: false, tolerance: 0.05, maxSteps: 12 };

/** Carries a search out on a service that answers up to `capacity` and holds up to `line`. */
function search(line: number, bounds: Partial<SearchBounds> = {}, capacity = line) {
  const steps: StepOutcome[] = [];
  const all = { ...BOUNDS, ...bounds };
  for (;;) {
    const next = nextStep(steps, all);
    if (!('load' in next)) return { result: next as SearchResult, steps };
    const { load, reason } = next;
    const holds = load <= line;
    steps.push({
      load,
      reason,
      holds,
      sure: true,
      throughput: Math.min(load, capacity),
      strain: holds ? 0.2 + 0.8 * (load / line) ** 8 : 3,
    });
  }
}

describe('a search for the safe load', () => {
  it('goes up, takes the break’s throughput for a guess, looks beside it and repeats both edges', () => {
    const { steps, result } = search(100);
    expect(steps.map(({ load }) => load)).toEqual([10, 30, 90, 180, 100, 105, 100, 105]);
    expect(result).toEqual({ safeLoad: 100, breaksAt: 105, confirmed: true, why: 'found' });
  });

  it('finds any line within 5 % in at most 12 steps', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 20_000, noNaN: true }),
        fc.double({ min: 1, max: 1.3, noNaN: true }),
        (line, slack) => {
          const from = Math.max(0.2, Number((line / 12).toPrecision(2)));
          const { steps, result } = search(line, { from }, line * slack);
          expect(steps.length).toBeLessThanOrEqual(12);
          expect(result.safeLoad).toBeLessThanOrEqual(line);
          expect(result.safeLoad).toBeGreaterThan(line * 0.95);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('counts whole users, and takes neighbours for near enough', () => {
    const { result } = search(7, { from: 4, whole: true });
    expect(result).toMatchObject({ safeLoad: 7, breaksAt: 8, confirmed: true });
  });

  it('goes down where the first load breaks', () => {
    const { steps, result } = search(3, { from: 40 });
    expect(steps.slice(0, 3).map(({ load }) => load)).toEqual([40, 10, 2.5]);
    expect(result.safeLoad).toBeGreaterThan(2.85);
  });

  it('says that nothing held, or that nothing broke up to the bound', () => {
    expect(search(0.05, { from: 1 }).result).toMatchObject({
      safeLoad: undefined,
      why: 'nothing-held',
    });
    expect(search(1000, { from: 10, to: 50 }).result).toEqual({
      safeLoad: 50,
      breaksAt: undefined,
      confirmed: false,
      why: 'bound-held',
    });
  });

  it('tries a load a third time that once held and once broke', () => {
    const step = (load: number, holds: boolean): StepOutcome => ({
      load,
      reason: 'up',
      holds,
      sure: true,
    });
    const steps = [step(10, true), step(20, false), step(10, false)];
    expect(nextStep(steps, BOUNDS)).toEqual({ load: 10, reason: 'repeat' });
    expect(nextStep([...steps, step(10, false)], BOUNDS)).toEqual({ load: 2.5, reason: 'down' });
  });

  it('takes no break for an edge in which the generator was in trouble', () => {
    const step = (load: number, holds: boolean, doubtful = false): StepOutcome => ({
      load,
      reason: 'up',
      holds,
      sure: true,
      doubtful,
    });
    const near = [step(100, true), step(104, false, true), step(100, true)];
    expect(nextStep(near, BOUNDS)).toEqual({ load: 104, reason: 'repeat' });
    // It held the next time: the line is above.
    expect(nextStep([...near, step(104, true)], BOUNDS)).toEqual({ load: 208, reason: 'up' });
    const believed = [...near, step(104, false), step(104, false)];
    expect(nextStep(believed, BOUNDS)).toMatchObject({ safeLoad: 100, confirmed: true });
  });

  it('ends with what it knows when its steps are used up', () => {
    expect(search(100, { maxSteps: 4 }).result).toEqual({
      safeLoad: 90,
      breaksAt: 180,
      confirmed: false,
      why: 'out-of-steps',
    });
  });
});
