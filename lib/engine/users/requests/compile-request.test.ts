import fc from 'fast-check';
import { expect, it } from 'vitest';
import { legalInUrl } from './compile-request';

it('leaves what separates and what is encoded already', () => {
  expect(legalInUrl("/a/b?x=1&y=%20;v=1,2:@!$'()*+~")).toBe("/a/b?x=1&y=%20;v=1,2:@!$'()*+~");
});

it('encodes spaces, quotes, fragments, line ends and other alphabets', () => {
  expect(legalInUrl('a b"#<>\r\né{}')).toBe('a%20b%22%23%3C%3E%0D%0A%C3%A9%7B%7D');
});

it('gives what a URL keeps as it is, from any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const path = `/x${legalInUrl(text.replaceAll('?', ''))}`;
      fc.pre(!/\/\.|%2e/i.test(path));
      expect(new URL(path, 'http://h').pathname).toBe(path);
    }),
  );
});
