import { expect, it } from 'vitest';
import { rpcCallIn } from '@/lib/testing/rpc-call';
import { startHttpServer, startTcpServer } from '@/lib/testing/start-server';
import { checkTarget } from './check-target';

const TIMEOUT_MS = 3000;

async function checkAnswer(status: number, body: string) {
  const { url } = await startHttpServer((request, response) => {
    request.resume();
    response.statusCode = status;
    response.end(body);
  });
  return { url, check: await checkTarget({ url }, { timeoutMs: TIMEOUT_MS }) };
}

it('names the service that answers', async () => {
  const { check } = await checkAnswer(200, '{"id":1,"result":{"name":"trainer","version":"2.1"}}');
  expect(check).toMatchObject({ ok: true, service: 'trainer', version: '2.1' });
});

it('tries plainer calls on services that do not know rpc.version', async () => {
  const asked: string[] = [];
  const { url } = await startHttpServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      const { method } = rpcCallIn(text);
      asked.push(method);
      response.end(
        method === 'training.list_jobs'
          ? '{"id":1,"result":{"jobs":[]}}'
          : '{"id":1,"error":{"code":-32601,"message":"unknown"}}',
      );
    });
  });
  expect(await checkTarget({ url }, { timeoutMs: TIMEOUT_MS })).toMatchObject({ ok: true });
  expect(asked).toEqual(['rpc.version', 'rpc.ping', 'training.list_jobs']);
});

it.each([
  [401, '', 'rejected the credentials (HTTP 401).', 'Enter a valid token for the target.'],
  [
    404,
    'nope',
    'The service has no endpoint at this path',
    'the training API is usually at /api/v1/jsonrpc',
  ],
  [429, '', 'is rate-limiting requests', 'reduce the load'],
  [502, '', 'returned HTTP 502.', 'Check the service’s log'],
  [302, '', 'returned HTTP 302.', 'Redirects are not followed'],
  [200, '<html>Welcome', 'The body was an HTML page', 'Check the path'],
  [200, '{"result"', 'The body was not valid JSON, or was truncated.', 'is the JSON-RPC endpoint'],
  [200, '', 'The body was empty.', 'is the JSON-RPC endpoint'],
  [200, '{"ok":true}', 'neither a result nor an error', 'is the JSON-RPC endpoint'],
])('HTTP %s with body %j is said as what it is', async (status, body, message, advice) => {
  const { url, check } = await checkAnswer(status, body);
  expect(check.ok).toBe(false);
  if (check.ok) return;
  expect(check.message).toContain(message);
  expect(check.message).toContain(url);
  expect(check.advice).toContain(advice);
});

it('nothing listening, no such host, no answer, and half a body each have their own sentence', async () => {
  const said = async (url: string, timeoutMs = TIMEOUT_MS) => {
    const check = await checkTarget({ url }, { timeoutMs });
    return check.ok ? 'ok' : check.message;
  };
  expect(await said('http://127.0.0.1:1/')).toBe(
    'Nothing is listening at http://127.0.0.1:1/ (connection refused).',
  );
  expect(await said('http://no-such-host.invalid/')).toBe(
    'The host of http://no-such-host.invalid/ was not found.',
  );
  const silent = await startTcpServer(() => undefined);
  expect(await said(silent.url, 300)).toBe(`${silent.url} did not respond within 0.3 s.`);
  const closing = await startTcpServer((socket) => socket.end());
  expect(await said(closing.url)).toContain('connection closed by the service without a response');
  const half = await startTcpServer((socket) =>
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"resu'),
  );
  expect(await said(half.url)).toContain('by the service before the response was complete');
});

it('a service without TLS is not found at https', async () => {
  const { url } = await startHttpServer((_request, response) => response.end('{}'));
  const check = await checkTarget(
    { url: url.replace('http:', 'https:') },
    { timeoutMs: TIMEOUT_MS },
  );
  expect(check).toMatchObject({
    ok: false,
    kind: 'tls',
    advice: 'Check the certificate and whether the URL should start with http://.',
  });
});
