import type { Socket } from 'node:net';

/** Resolves with a socket's next `event`; rejects with what goes wrong before it. */
export function socketEvent(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
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
