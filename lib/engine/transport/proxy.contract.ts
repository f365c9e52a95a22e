import { describe, expect, it } from 'vitest';
import { startProxy } from '@/lib/testing/start-proxy';
import { REQUEST, TIMEOUT_MS, type TransportScene } from './transport.contract';

/** How every transport uses a proxy, and tells its failures from the service's. */
export function testProxyContract({ name, create, startHttp }: TransportScene): void {
  const through = async (proxy: string) => {
    const server = await startHttp((request, response) => {
      request.resume();
      response.end('{}');
    });
    const transport = create(server.url, TIMEOUT_MS, { proxy });
    const replies = [await transport.send(REQUEST), await transport.send(REQUEST)];
    await transport.close();
    return { replies, authority: new URL(server.url).host };
  };

  describe(`${name}: a proxy`, () => {
    it('is asked for a tunnel once a connection', async () => {
      const proxy = await startProxy();
      const { replies, authority } = await through(proxy.url);
      expect(replies).toMatchObject([{ body: '{}' }, { body: '{}' }]);
      expect(proxy.asked).toEqual([authority]);
    });

    it('is given the user and password in its URL', async () => {
      const proxy = await startProxy((head) =>
        head.includes(`Basic ${btoa('me:p@ss')}\r\n`) ? '200 OK' : '407 Who are you',
      );
      const { replies } = await through(proxy.url.replace('//', '//me:p%40ss@'));
      expect(replies).toMatchObject([{ body: '{}' }, { body: '{}' }]);
    });

    it.each([
      ['407 Who are you', 'PROXY_AUTH_REQUIRED', 'the proxy requires authentication (407)'],
      ['403 Forbidden', 'PROXY_REFUSED', 'the proxy refused CONNECT (403)'],
    ])('that answers %s', async (answer, code, message) => {
      const proxy = await startProxy(() => answer);
      const { replies } = await through(proxy.url);
      expect(replies[0]).toEqual({ kind: 'network-error', code, message });
    });

    it('that cannot be reached', async () => {
      const { replies } = await through('http://127.0.0.1:1');
      expect(replies[0]).toEqual({
        kind: 'network-error',
        code: 'PROXY_UNREACHABLE',
        message: 'the proxy could not be reached: connection refused',
      });
    });

    it('that is no proxy', async () => {
      const { url } = await startHttp((_request, response) => {
        response.end();
      });
      const { replies } = await through(url.replace('https:', 'http:'));
      expect(replies[0]).toMatchObject({ code: expect.stringMatching(/^PROXY_/) });
    });
  });
}
