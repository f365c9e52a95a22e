import { isIP, type Socket } from 'node:net';
import { connect, createSecureContext, rootCertificates, type TLSSocket } from 'node:tls';
import type { Connection } from '@/lib/plan/connection';

interface TlsOptions {
  host: string;
  connection: Connection;
  alpn: string;
}

/**
 * Begins TLS on connected sockets. What is expensive or worth remembering is shared by all of them: the
 * certificates trusted, and the last session, with which the next handshake is shorter.
 */
export function createTlsUpgrade({ host, connection, alpn }: TlsOptions) {
  const { ca, insecure } = connection;
  const secureContext = createSecureContext(
    ca === undefined ? {} : { ca: [...rootCertificates, ca] },
  );
  let session: Buffer | undefined;
  return (socket: Socket): TLSSocket =>
    connect({
      socket,
      host,
      servername: isIP(host) ? '' : host,
      ALPNProtocols: [alpn],
      secureContext,
      session,
      rejectUnauthorized: insecure !== true,
    }).on('session', (next) => {
      session = next;
    });
}
