import { expect, it } from 'vitest';
import { readRpcReply } from './rpc';

const read = (answer: unknown) => readRpcReply(200, JSON.stringify(answer));

it('a result is whatever came, null included', () => {
  expect(read({ id: 1, result: { ok: 1 } })).toEqual({ kind: 'result', result: { ok: 1 } });
  expect(read({ id: 1, result: null })).toEqual({ kind: 'result', result: null });
  expect(read({ id: 1, result: 0, error: null })).toEqual({ kind: 'result', result: 0 });
});

it('an error counts even when a null result stands beside it', () => {
  expect(read({ id: 1, result: null, error: { code: -32001, message: 'no such job' } })).toEqual({
    kind: 'rpc-error',
    code: -32001,
    message: 'no such job',
  });
});

it('an internal error says what was wrong, if the service keeps that in its details', () => {
  const error = { code: -32603, message: 'Internal error', data: { details: 'batch_size > 128' } };
  expect(read({ id: 1, error })).toMatchObject({ message: 'Internal error: batch_size > 128' });
});

it.each([
  [{ code: '-40003' }, -40003, ''],
  [{ code: -1, message: 7 }, -1, ''],
])('an error may lack words, or spell its code as a text: %j', (error, code, message) => {
  expect(read({ id: 1, error })).toEqual({ kind: 'rpc-error', code, message });
});

it.each([
  [{ error: {} }, 'The body had an error without a code.'],
  [{ error: 'broken' }, 'The body had an error without a code.'],
  [{ id: 1 }, 'The body had neither a result nor an error.'],
  [[], 'The body was JSON, but not a JSON-RPC response.'],
  [null, 'The body was JSON, but not a JSON-RPC response.'],
])('%j is no JSON-RPC answer, and says why', (answer, reason) => {
  expect(read(answer)).toEqual({ kind: 'malformed', reason });
});
