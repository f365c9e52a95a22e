import { connect, type OnReadOpts, type Socket } from 'node:net';
import type { Connection } from '@/lib/plan/connection';
import { createTlsUpgrade } from '../dial/create-tls-upgrade';
import { createTunnel } from '../dial/create-tunnel';
import { socketEvent } from '../dial/socket-event';

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

/** Opens connections to a URL's origin: with TLS for https, and through the proxy if there is one. */
export function createDialler(url: URL, connection: Connection, alpn: string): Dialler {
  const host = hostOf(url);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const proxy = connection.proxy === undefined ? undefined : new URL(connection.proxy);
  const tunnel = proxy && createTunnel(proxy, `${url.hostname}:${port}`);
  const secure =
    url.protocol === 'https:' ? createTlsUpgrade({ host, connection, alpn }) : undefined;
  const first = proxy ? { host: hostOf(proxy), port: Number(proxy.port || 80) } : { host, port };
  // On Windows a read fills its buffer later, when another socket may be using it.
  const readsDirectly = !tunnel && !secure && process.platform !== 'win32';

  async function open(opened: Socket[], onread: OnReadOpts | undefined): Promise<Dialled> {
    const tcp = connect({ ...first, noDelay: true, onread: readsDirectly ? onread : undefined });
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
