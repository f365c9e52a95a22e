import { expect, it } from 'vitest';
import { PlimsollError } from '@/lib/core/errors';
import { pointsFromText } from './points-from-text';

it.each([
  ['1\n2.5\n\n-3e2\n', [1, 2.5, -300]],
  ['day,value,build\n1,10,a\n2,20,b\n', [10, 20]],
  ['\uFEFFtime,p95\r\n1,10\r\n2,20', [10, 20]],
  ['1,10\n2,20', [10, 20]],
])('reads %j', (text, points) => expect(pointsFromText(text)).toEqual(points));

it('names every line that is no number', () => {
  const read = () => pointsFromText('value\n1\nx\n2\n,\n\ny');
  expect(read).toThrow(PlimsollError);
  try {
    read();
  } catch (error) {
    expect((error as PlimsollError).problems).toEqual([
      { path: 'line 3', message: '"x" is not a number.' },
      { path: 'line 7', message: '"y" is not a number.' },
    ]);
  }
  expect(() => pointsFromText('')).toThrow('The points could not be parsed.');
});
