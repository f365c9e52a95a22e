import { expect, test } from 'vitest';
import { nodeProblem } from './node-problem.mjs';

test.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0', '26.12.1'])(
  'Node %s is new enough',
  (version) => {
    expect(nodeProblem(version)).toBeUndefined();
  },
);

test.each(['18.20.4', '20.18.3'])('Node %s is refused with both versions named', (version) => {
  expect(nodeProblem(version)).toContain(`needs Node 20.19 or newer; this is Node ${version}.`);
});

test.each(['21.7.3', '22.0.0', '22.11.0'])('Node %s is refused too', (version) => {
  expect(nodeProblem(version)).toContain(
    `needs Node 22.12 or newer, or 20.19; this is Node ${version}.`,
  );
});
