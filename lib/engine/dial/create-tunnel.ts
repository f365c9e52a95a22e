import type { Socket } from 'node:net';
import { wordsOf } from '../transport/network-error';
import { ProxyError } from './proxy-error';
import { socketEvent } from './socket-event';

const MAX_HEAD_BYTES = 16 * 1024;

/** Turns sockets to a proxy into ones to `authority` ("host:port"), by CONNECT. Rejects with ProxyError. */
export function createTunnel(proxy: URL, authority: string): (socket: Socket) => Promise<void> {
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
      const words = wordsOf(error, false);
      throw new ProxyError('PROXY_UNREACHABLE', `the proxy could not be reached: ${words}`);
    }
    socket.write(request);
    const status = statusIn(await headFrom(socket));
    if (status === 407)
      throw new ProxyError('PROXY_AUTH_REQUIRED', 'the proxy answered 407: it wants credentials');
    if (status < 200 || status > 299)
      throw new ProxyError(
        'PROXY_REFUSED',
        `the proxy refused: it answered CONNECT with ${status}`,
      );
  };
}

function statusIn(head: string): number {
  const status = /^HTTP\/1\.[01] (\d{3})(?: |\r)/.exec(head)?.[1];
  if (status === undefined)
    throw new ProxyError('PROXY_INVALID', 'the proxy’s answer was not valid HTTP');
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
      reject(new ProxyError('PROXY_REFUSED', 'the proxy refused: it closed the connection'));
    };
    socket.on('data', take);
    socket.once('close', close);
  });
}
