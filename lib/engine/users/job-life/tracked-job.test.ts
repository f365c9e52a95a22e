import { expect, it } from 'vitest';
import { ServiceClock } from './tracked-job';

const at = (epochMs: number, resolutionMs = 1) => ({ epochMs, resolutionMs });

it('knows nothing before the first job was created', () => {
  expect(new ServiceClock().toRun(at(5000))).toBeUndefined();
});

it('one start bounds the difference to the time it took, and the last digit', () => {
  const clock = new ServiceClock();
  clock.bracket(at(5000), 100, 110);
  expect(clock.toRun(at(5500))).toEqual({ low: 599, high: 611 });
});

it('every further start can only narrow it', () => {
  const clock = new ServiceClock();
  clock.bracket(at(5000), 100, 110);
  clock.bracket(at(6000), 1104, 1140);
  clock.bracket(at(7000), 2000, 2300);
  expect(clock.toRun(at(5500))).toEqual({ low: 603, high: 611 });
});

it('starts over when the service’s clock was set', () => {
  const clock = new ServiceClock();
  clock.bracket(at(5000), 100, 110);
  clock.bracket(at(96_000), 1100, 1102);
  expect(clock.toRun(at(96_000))).toEqual({ low: 1099, high: 1103 });
});
