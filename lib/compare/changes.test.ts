import { expect, it } from 'vitest';
import { correctedPs, isDeciding } from './changes';

it('corrects what decides among itself, and the rest among itself', () => {
  const changes = [
    { name: '', metric: 'p50', p: 0.02 },
    { name: '', metric: 'p95', p: 0.01 },
    { name: '', metric: 'mean', p: 0.01 },
    { name: 'start', metric: 'p95', p: 0.02 },
    { name: 'start', metric: 'p99', p: undefined },
    { name: 'cancel', metric: 'p95', p: 0.5 },
  ] as const;
  expect(changes.map(isDeciding)).toEqual([true, true, false, false, false, false]);
  expect(correctedPs(changes)).toEqual([0.02, 0.02, 0.03, 0.04, undefined, 0.5]);
});
