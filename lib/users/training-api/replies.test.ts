import { expect, it } from 'vitest';
import { readCancel } from '@/lib/training/read-cancel';
import type { RpcReply } from './rpc';

const error = (code: number, message = ''): RpcReply => ({ kind: 'rpc-error', code, message });

it.each<[string, RpcReply | undefined, object]>([
  [
    'a result is taken',
    { kind: 'result', result: { status: 'cancelled', cancelled_at: 'then' } },
    { kind: 'taken', job: { state: 'cancelled', cancelledAt: 'then' } },
  ],
  [
    'a result that is no success is refused, with the service’s words',
    { kind: 'result', result: { success: false, message: 'too busy' } },
    { kind: 'refused', reason: 'The service did not cancel it: too busy' },
  ],
  ['error -40003: it had ended', error(-40003), { kind: 'ended' }],
  ['error -32001: there is no such job', error(-32001), { kind: 'gone' }],
  [
    'another error is refused',
    error(-32603, 'disk full'),
    {
      kind: 'refused',
      reason: 'The service answered error -32603: internal error of the service: disk full.',
    },
  ],
  [
    'an error of the service’s own is refused',
    error(-1),
    { kind: 'refused', reason: 'The service answered error -1.' },
  ],
  [
    'HTTP 403 is refused',
    { kind: 'http-error', status: 403 },
    { kind: 'refused', reason: 'The service answered HTTP 403.' },
  ],
  [
    'after HTTP 503 it may be cancelled or not',
    { kind: 'http-error', status: 503 },
    { kind: 'unclear', reason: 'The service answered HTTP 503.' },
  ],
  ['after no answer, too', undefined, { kind: 'unclear', reason: 'There was no answer.' }],
  [
    'and after one that cannot be read',
    { kind: 'malformed', reason: 'The body was empty.' },
    { kind: 'unclear', reason: 'The body was empty.' },
  ],
])('%s', (_title, reply, expected) => {
  expect(readCancel(reply)).toMatchObject(expected);
});
