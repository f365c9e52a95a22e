import { expect, it } from 'vitest';
import { filledUrl, secretOf, secretsIn } from './secrets';

it('an address is filled in, and stays one', () => {
  const secrets = { KEY: 'a+b/c?d#e@f%41 é', P: 'p@ss' };
  const filled = filledUrl('http://h/rpc?key={{secret.KEY}}&x={{ secret.KEY }}', secrets);
  expect(filled).toBe(
    'http://h/rpc?key=a+b%2Fc%3Fd%23e%40f%41%20%C3%A9&x=a+b%2Fc%3Fd%23e%40f%41%20%C3%A9',
  );
  expect(new URL(filledUrl('http://me:{{secret.P}}@proxy:1', secrets))).toMatchObject({
    host: 'proxy:1',
    password: 'p%40ss',
  });
});

it('one that is not there is no empty text', () => {
  expect(() => secretOf({}, 'toString')).toThrow('The secret toString is not stored.');
  expect(() => filledUrl('http://h/?k={{secret.GONE}}', {})).toThrow('GONE is not stored');
});

it('tells where each is asked for', () => {
  expect(secretsIn({ a: ['{{secret.X}} {{secret.Y}}'], b: '\\{{secret.Z}} {{secret.X}}' })).toEqual(
    new Map([
      ['X', [['a', 0], ['b']]],
      ['Y', [['a', 0]]],
    ]),
  );
});
