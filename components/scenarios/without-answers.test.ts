import { expect, it } from 'vitest';
import { withoutAnswers } from './without-answers';

it('leaves the bodies of answers out of a long HAR file, and nothing else', () => {
  const entry = (text: string) => ({
    request: { url: 'http://h/', postData: { text: 'kept' } },
    response: { status: 200, content: { mimeType: 'text/html', text } },
  });
  const long = JSON.stringify({ log: { entries: [entry('x'.repeat(300_000))] } });
  expect(JSON.parse(withoutAnswers(long))).toEqual({
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
  expect(withoutAnswers(other)).toBe(other);
  expect(withoutAnswers('{"content": {"text": 1}}')).toBe('{"content": {"text": 1}}');
});
