import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PlimsollError } from '@/lib/core/errors';
import { errorOf } from '@/lib/testing/error-of';
import { scalingPointsFromText } from './scaling-points';

const refused = (call: () => unknown) => errorOf(Promise.resolve().then(call));

it('reads the columns by name, in any order', () => {
  const text = 'run,throughput,n\n7,64.9,1\n8,995.9,18\n\n9,1652.4,36\n';
  expect(scalingPointsFromText(text)).toEqual([
    { n: 1, throughput: 64.9 },
    { n: 18, throughput: 995.9 },
    { n: 36, throughput: 1652.4 },
  ]);
});

it('takes the first two columns where there is no head', () => {
  expect(scalingPointsFromText('1;20\n4;78\n8;130')).toHaveLength(3);
});

it('names every line that could not be parsed', async () => {
  const error = await refused(() => scalingPointsFromText('n,throughput\n0,5\n2,x\n3,4\n'));
  expect(error).toMatchObject({
    problems: [
      { path: 'line 2', message: 'n: "0" is not a number greater than 0.' },
      { path: 'line 3', message: 'throughput: "x" is not a number of at least 0.' },
    ],
  });
});

it('says which columns it needs, and how many levels', async () => {
  expect(await refused(() => scalingPointsFromText('users,rate\n1,2\n'))).toMatchObject({
    problems: [{ message: 'must contain the columns "n" and "throughput"; found users, rate.' }],
  });
  expect(await refused(() => scalingPointsFromText('n,throughput\n1,2\n1,3\n'))).toMatchObject({
    problems: [{ path: 'file' }],
  });
});

it('reads any text, or refuses it in sentences', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        return scalingPointsFromText(text).length >= 3;
      } catch (error) {
        return error instanceof PlimsollError;
      }
    }),
  );
});
