import { expect, it } from 'vitest';
import { delimited } from './download';

const columns = [
  { header: 'Time (s)', values: [0, 1] },
  { header: 'p95, all (ms)', values: [12.5, undefined] },
];

it('leaves the cell of a gap empty', () => {
  expect(delimited(columns, '\t')).toBe('Time (s)\tp95, all (ms)\n0\t12.5\n1\t\n');
});

it('quotes a cell that holds the separator', () => {
  expect(delimited(columns, ',')).toBe('Time (s),"p95, all (ms)"\n0,12.5\n1,\n');
});
