import { describe, expect, it } from 'vitest';
import { METHODS } from '@/lib/plan/figures';
import { classifyReply } from './classify-reply';
import { responseReply } from './testing/scripted-transport';
import { adviceFor } from './transport/network-error';
import type { Reply } from './transport/transport';

const rpcError = '{"jsonrpc":"2.0","id":1,"error":{"code":-32001,"message":"no such job"}}';

function outcomeOf(reply: Reply, endpoint: string = METHODS.start) {
  const { outcome, locustFailed } = classifyReply(endpoint, reply);
  return [outcome, locustFailed];
}

const response = (body: string, status = 200): Reply => responseReply(status, body);

describe('classifyReply', () => {
  it('tells transport, HTTP and JSON-RPC failures apart', () => {
    expect(outcomeOf(response('{"jsonrpc":"2.0","id":1,"result":{}}'))).toEqual(['ok', false]);
    expect(outcomeOf(response(rpcError))).toEqual(['rpcError', true]);
    expect(outcomeOf(response(rpcError, 500))).toEqual(['httpError', true]);
    expect(outcomeOf({ kind: 'timeout' })).toEqual(['timeout', true]);
    expect(outcomeOf({ kind: 'network-error', code: 'ECONNRESET', message: '' })).toEqual([
      'networkError',
      true,
    ]);
    expect(outcomeOf({ kind: 'aborted' })).toEqual(['aborted', false]);
  });

  it.each([
    ['<!doctype html><p>Hello', 'The body was an HTML page, not JSON.'],
    ['', 'The body was empty.'],
    ['{"jsonrpc":"2.0","resu', 'The body was not valid JSON, or was truncated.'],
    ['[]', 'The body was JSON, but not a JSON-RPC response.'],
    ['{"hello":1}', 'The body had neither a result nor an error.'],
    ['{"error":"text"}', 'The body had an error without a code.'],
  ])('a 200 that is not JSON-RPC is a failure with its reason: %j', (body, message) => {
    expect(classifyReply(METHODS.start, response(body))).toMatchObject({
      outcome: 'rpcError',
      code: 'NOT_RPC',
      message,
    });
  });

  it('counts as Locust did: an error is a pass for status, export and cancel', () => {
    for (const endpoint of [METHODS.status, METHODS.export, METHODS.cancel])
      expect(outcomeOf(response(rpcError), endpoint)).toEqual(['rpcError', false]);
    expect(outcomeOf(response('<html>'), METHODS.status)).toEqual(['rpcError', true]);
    expect(outcomeOf(response('<html>'), METHODS.cancel)).toEqual(['rpcError', false]);
    expect(outcomeOf(response('', 404), METHODS.cancel)).toEqual(['httpError', true]);
  });
});

describe('adviceFor', () => {
  it.each([
    ['networkError', 'ECONNREFUSED', 'Start the service'],
    ['networkError', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['httpError', '401', 'token'],
    ['httpError', '404', '/api/v1/jsonrpc'],
    ['httpError', '429', 'rate-limiting'],
    ['httpError', '503', 'log'],
    ['timeout', 'TIMEOUT', 'overloaded'],
  ] as const)('%s %s says what to do', (outcome, code, words) => {
    expect(adviceFor({ outcome, code, message: '' })).toContain(words);
  });
});
