import { expect, it } from 'vitest';
import { FAULT_CASES } from './fault-cases';
import { quietRun } from './quiet-run';

const findByName = (name: string) => {
  const found = FAULT_CASES.find((fault) => fault.name === name);
  if (found === undefined) throw new Error(`There is no fault ${name}.`);
  return found;
};

// `npm run bench:findings` does it with all ten faults and five clean runs; it wants the machine to itself.
it.each(['rateLimitPerSecond'])(
  'of a real run with %s on in its middle, the first finding is the right one',
  async (name) => {
    const { findings } = await quietRun(findByName(name), { durationMs: 18_000 });
    expect(findings[0]?.code).toBe(findByName(name).expected);
  },
  200_000,
);

it('a clean run has no finding', async () => {
  const { findings } = await quietRun({ name: 'clean' }, { durationMs: 15_000 });
  expect(findings).toEqual([]);
}, 200_000);
