import { connect, isIP, type OnReadOpts, type Socket } from 'node:net';
import {
  connect as connectTls,
  createSecureContext,
  rootCertificates,
  type TLSSocket,
} from 'node:tls';
import { guardedLookup, HostRefused, hostProblem, refuseAddress } from '@/lib/core/host-guard';
import type { Connection, TargetEndpoint } from '@/lib/plan/connection';
import { filledUrl } from '@/lib/plan/secrets';
import { describeError } from './network-error';

/** A connection ready for requests; since when it had TCP (or its tunnel) and TLS, by performance.now(). */
export interface Dialled {
  socket: Socket;
  connectedMs: number;
  securedMs: number | undefined;
}

/** Exactly one of the two is called, once, and not before `dial` has returned. */
export interface DialListener {
  onDialled(dialled: Dialled): void;
  onDialError(error: unknown): void;
}

export interface Dialler {
  /** Whether `onread` is used: when there is neither TLS nor a proxy between us and TCP. */
  readonly readsDirectly: boolean;
  /** What is returned ends the attempt: then the listener is not called. */
  dial(listener: DialListener, onread?: OnReadOpts): () => void;
}

/**
 * Opens connections to a target's origin: with TLS for https, and through the proxy if there is one. To an address that
 * nobody has allowed none is opened.
 */
export function createDialler(
  { url: address, allowedHosts = [], secrets = {} }: TargetEndpoint,
  connection: Connection,
  alpn: string,
): Dialler {
  const url = new URL(address);
  const host = hostOf(url);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const proxy =
    connection.proxy === undefined ? undefined : new URL(filledUrl(connection.proxy, secrets));
  const tunnel = proxy && createTunnel(proxy, `${url.hostname}:${port}`);
  const secure =
    url.protocol === 'https:' ? createTlsUpgrade({ host, connection, alpn }) : undefined;
  const first = proxy ? { host: hostOf(proxy), port: Number(proxy.port || 80) } : { host, port };
  const lookup = guardedLookup(allowedHosts);
  // On Windows a read fills its buffer later, when another socket may be using it.
  const readsDirectly = !tunnel && !secure && process.platform !== 'win32';

  async function open(opened: Socket[], onread: OnReadOpts | undefined): Promise<Dialled> {
    refuseAddress(first.host, allowedHosts);
    // Of where a proxy leads only the name is known here.
    const problem = proxy && hostProblem(address, allowedHosts);
    if (problem !== undefined) throw new HostRefused(problem);
    const tcp = connect({
      ...first,
      lookup,
      noDelay: true,
      onread: readsDirectly ? onread : undefined,
    });
    opened.push(tcp);
    if (tunnel) await tunnel(tcp);
    else await socketEvent(tcp, 'connect');
    const connectedMs = performance.now();
    if (!secure) return { socket: tcp, connectedMs, securedMs: undefined };
    const socket = secure(tcp);
    opened.push(socket);
    await socketEvent(socket, 'secureConnect');
    return { socket, connectedMs, securedMs: performance.now() };
  }

  return {
    readsDirectly,
    dial(listener, onread) {
      const opened: Socket[] = [];
      let over = false;
      const end = () => {
        if (over) return;
        over = true;
        // Only the outermost: destroyed beneath TLS, a socket takes the process with it.
        opened.at(-1)?.destroy();
      };
      open(opened, onread).then(
        (dialled) => {
          if (over) return;
          over = true;
          listener.onDialled(dialled);
        },
        (error) => {
          if (over) return;
          end();
          listener.onDialError(error);
        },
      );
      return end;
    },
  };
}

/** A URL's host as sockets want it: IPv6 addresses without brackets. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

interface TlsOptions {
  host: string;
  connection: Connection;
  alpn: string;
}

/**
 * Begins TLS on connected sockets. What is expensive or worth remembering is shared by all of them: the
 * certificates trusted, and the last session, with which the next handshake is shorter.
 */
function createTlsUpgrade({ host, connection, alpn }: TlsOptions) {
  const { ca, insecure } = connection;
  const secureContext = createSecureContext(
    ca === undefined ? {} : { ca: [...rootCertificates, ca] },
  );
  let session: Buffer | undefined;
  return (socket: Socket): TLSSocket =>
    connectTls({
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

const MAX_HEAD_BYTES = 16 * 1024;

/** Turns sockets to a proxy into ones to `authority` ("host:port"), by CONNECT. Rejects with ProxyError. */
function createTunnel(proxy: URL, authority: string): (socket: Socket) => Promise<void> {
  const { username, password } = proxy;
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const credentials =
    username === '' && password === ''
      ? ''
      : `proxy-authorization: Basic ${Buffer.from(user).toString('base64')}\r\n`;
  const request = `CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n${credentials}\r\n`;

  return async (socket) => {
    try {
      await socketEvent(socket, 'connect');
    } catch (error) {
      const words = describeError(error, false);
      throw new ProxyError('PROXY_UNREACHABLE', `the proxy could not be reached: ${words}`);
    }
    socket.write(request);
    const status = statusIn(await headFrom(socket));
    if (status === 407)
      throw new ProxyError('PROXY_AUTH_REQUIRED', 'the proxy requires authentication (407)');
    if (status < 200 || status > 299)
      throw new ProxyError('PROXY_REFUSED', `the proxy refused CONNECT (${status})`);
  };
}

function statusIn(head: string): number {
  const status = /^HTTP\/1\.[01] (\d{3})(?: |\r)/.exec(head)?.[1];
  if (status === undefined)
    throw new ProxyError('PROXY_INVALID', 'the proxy’s response was not valid HTTP');
  return Number(status);
}

/** The head of the proxy's answer; what comes after it stays in the socket. */
function headFrom(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const leave = () => {
      socket.pause();
      socket.off('data', take);
      socket.off('close', close);
    };
    const take = (bytes: Buffer) => {
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0 && head.length <= MAX_HEAD_BYTES) return;
      leave();
      if (end >= 0 && head.length > end + 4) socket.unshift(head.subarray(end + 4));
      resolve(head.toString('latin1', 0, end < 0 ? head.length : end + 2));
    };
    const close = () => {
      leave();
      reject(new ProxyError('PROXY_REFUSED', 'the proxy closed the connection'));
    };
    socket.on('data', take);
    socket.once('close', close);
  });
}

/** A proxy that could not be used; `code` begins with PROXY, the message says what it did. */
class ProxyError extends Error {
  constructor(
    readonly code: 'PROXY_UNREACHABLE' | 'PROXY_AUTH_REQUIRED' | 'PROXY_REFUSED' | 'PROXY_INVALID',
    message: string,
  ) {
    super(message);
  }
}

/** Resolves with a socket's next `event`; rejects with what goes wrong before it. */
function socketEvent(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      socket.off(event, succeed);
      socket.off('close', close);
    };
    const succeed = () => {
      leave();
      resolve();
    };
    const close = () => {
      leave();
      reject(Object.assign(new Error('closed'), { code: 'CONNECTION_CLOSED' }));
    };
    socket.once(event, succeed);
    socket.once('close', close);
    // Stays: an error that comes once nobody cares must not end the process.
    socket.on('error', reject);
  });
}
