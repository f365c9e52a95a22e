import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Connection } from '@/lib/plan/connection';
import { startHttpServer, type TestServer } from '@/lib/testing/start-server';
import { EXPIRED_CERT, LOCALHOST_CERT, OTHER_HOST_CERT } from '@/lib/testing/test-certificates';
import type { Transport } from './transport';
import { REQUEST, TIMEOUT_MS } from './transport.contract';

export interface TlsScene {
  name: string;
  create(url: string, timeoutMs: number, connection: Connection): Transport;
  startHttps(
    handle: (request: IncomingMessage, response: ServerResponse) => void,
    cert: string,
  ): Promise<TestServer>;
}

/** Whom every transport trusts. */
export function testTlsContract({ name, create, startHttps }: TlsScene): void {
  const ask = async (url: string, connection: Connection) => {
    const transport = create(url, TIMEOUT_MS, connection);
    const reply = await transport.send(REQUEST);
    await transport.close();
    return reply;
  };
  const askServerOf = async (cert: string, connection: Connection) => {
    const { url } = await startHttps((request, response) => {
      request.resume();
      response.end('{}');
    }, cert);
    return ask(url, connection);
  };

  describe(`${name}: certificates`, () => {
    it('refuses one that is signed by itself, in words', async () => {
      expect(await askServerOf(LOCALHOST_CERT, {})).toEqual({
        kind: 'network-error',
        code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
        message: 'the certificate is self-signed',
      });
    });

    it('accepts one that it was told to trust, for its host', async () => {
      const reply = await askServerOf(LOCALHOST_CERT, { ca: LOCALHOST_CERT });
      expect(reply).toMatchObject({ kind: 'response', body: '{}' });
      expect(await askServerOf(OTHER_HOST_CERT, { ca: OTHER_HOST_CERT })).toEqual({
        kind: 'network-error',
        code: 'ERR_TLS_CERT_ALTNAME_INVALID',
        message: 'the certificate is for another host',
      });
    });

    it('refuses one that has expired', async () => {
      expect(await askServerOf(EXPIRED_CERT, { ca: EXPIRED_CERT })).toEqual({
        kind: 'network-error',
        code: 'CERT_HAS_EXPIRED',
        message: 'the certificate has expired',
      });
    });

    it.each([LOCALHOST_CERT, OTHER_HOST_CERT, EXPIRED_CERT])(
      'accepts whichever when it is not to check them',
      async (cert) => {
        expect(await askServerOf(cert, { insecure: true })).toMatchObject({ body: '{}' });
      },
    );

    it('knows a service that does not speak TLS', async () => {
      const { url } = await startHttpServer((_request, response) => {
        response.end('{}');
      });
      expect(await ask(url.replace('http:', 'https:'), {})).toMatchObject({
        kind: 'network-error',
        message: 'the service does not speak TLS on this port',
      });
    });

    it('begins again with the last session', async () => {
      const reused: boolean[] = [];
      const { url } = await startHttps((request, response) => {
        request.resume();
        reused.push(isReused(request));
        response.end('{}');
      }, LOCALHOST_CERT);
      const transport = create(url, 5000, { ca: LOCALHOST_CERT, keepAlive: false });
      for (let count = 0; count < 3; count++) await transport.send(REQUEST);
      await transport.close();
      expect(reused).toEqual([false, true, true]);
    });
  });
}

function isReused(request: IncomingMessage): boolean {
  return (request.socket as unknown as { isSessionReused(): boolean }).isSessionReused();
}
