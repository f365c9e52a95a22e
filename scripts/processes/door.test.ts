import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { letIn } from './door.mjs';

interface Answer {
  status: number | undefined;
  type: string | undefined;
  text: string;
}

/** What a request gets of a server behind the door, which fails as Next does, or as one of its pages. */
async function ask(
  asked: { method?: string; path: string; headers?: Record<string, string> },
  fails: { type?: string; text: string } = { text: 'Internal Server Error' },
): Promise<Answer> {
  const server = createServer((incoming, response) => {
    if (!letIn(incoming, response, { hosts: new Set(['a']) })) return;
    if (incoming.headers.range !== undefined) throw new Error('It was asked for a range.');
    response.statusCode = 500;
    if (fails.type !== undefined) response.setHeader('content-type', fails.type);
    response.setHeader('content-length', fails.text.length);
    response.end(fails.text);
  });
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const sent = request({ port: address.port, host: '127.0.0.1', agent: false, ...asked }).end();
  const [answer] = await once(sent, 'response');
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return { status: answer.statusCode, type: answer.headers['content-type'], text };
}

const HTML = 'text/html; charset=utf-8';

test.each([
  [{ path: '/runs/%ff' }, 400, HTML, 'that encodes no character'],
  [{ path: '/runs?search=100%' }, 400, HTML, 'that encodes no character'],
  [{ path: '/api/v1/runs/%' }, 400, 'application/json', 'that encodes no character'],
  [{ path: '*' }, 400, HTML, 'The address must begin with'],
  [{ method: 'TRACE', path: '/' }, 405, HTML, 'TRACE is not supported.'],
  [{ method: 'TRACE', path: '/api/x' }, 405, 'application/json', 'TRACE is not supported.'],
  [{ method: 'POST', path: '/runs' }, 400, HTML, 'The request could not be read.'],
  [
    { method: 'POST', path: '/', headers: { origin: 'null' } },
    403,
    HTML,
    'Cross-site requests may',
  ],
  [
    { method: 'POST', path: '/', headers: { host: 'a:1', origin: 'http://a:1' } },
    400,
    HTML,
    'The request could not be read.',
  ],
  [{ path: '/runs', headers: { rsc: '1' } }, 400, HTML, 'The request could not be read.'],
])('%j is answered %i with a sentence', async (asked, status, type, sentence) => {
  const { text, ...answer } = await ask(asked);
  expect(answer).toEqual({ status, type });
  expect(text).toContain(sentence);
});

test('a fault of a page, or one that no odd request has caused, stays what it is', async () => {
  const page = { type: 'text/html', text: '<p>This page failed to load</p>' };
  expect(await ask({ method: 'POST', path: '/runs' }, page)).toEqual({ status: 500, ...page });
  const bare = { status: 500, type: undefined, text: 'Internal Server Error' };
  for (const path of ['/runs', '/api/metrics', '/runs/100%25'])
    expect(await ask({ path, headers: { range: 'bytes=9-1' } })).toEqual(bare);
});
