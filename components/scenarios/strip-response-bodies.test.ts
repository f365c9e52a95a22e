import { expect, it } from 'vitest';
import { stripResponseBodies } from './strip-response-bodies';

it('strips the response bodies of a long HAR file, and nothing else', () => {
  const entry = (text: string) => ({
    request: { url: 'http://h/', postData: { text: 'kept' } },
    response: { status: 200, content: { mimeType: 'text/html', text } },
  });
  const long = JSON.stringify({ log: { entries: [entry('x'.repeat(300_000))] } });
  expect(JSON.parse(stripResponseBodies(long))).toEqual({
    log: {
      entries: [
        {
          request: { url: 'http://h/', postData: { text: 'kept' } },
          response: { status: 200, content: { mimeType: 'text/html' } },
        },
      ],
    },
  });
});

it('leaves short texts, and what is no JSON, as they are', () => {
  const other = `{ ${'curl '.repeat(50_000)}`;
  expect(stripResponseBodies(other)).toBe(other);
  expect(stripResponseBodies('{"content": {"text": 1}}')).toBe('{"content": {"text": 1}}');
});
