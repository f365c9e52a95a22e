import { expect, it } from 'vitest';
import { createMask, credentialForm, isSensitive, redacted } from './redact';

it.each([
  ['authorization', true],
  ['X-Api-Key', true],
  ['x-amz-security-token', true],
  ['client_secret', true],
  ['refreshToken', true],
  ['Set-Cookie', true],
  ['password', true],
  ['sessionId', true],
  ['accept', false],
  ['nextToken', false],
  ['pad_token', false],
  ['max_tokens', false],
  ['bypass', false],
  ['monkey', false],
  ['idempotency-key', false],
])('%s names a credential: %s', (name, expected) => {
  expect(isSensitive(name)).toBe(expected);
});

it.each([
  ['GET /a?access_token=abc123&page=2 failed', 'GET /a?access_token=•••&page=2 failed'],
  ['GET /a?page=2&key=abc#x', 'GET /a?page=2&key=•••#x'],
  ['duplicate key=42', 'duplicate key=42'],
  ['bad header Authorization: Bearer abc.def-123', 'bad header Authorization: •••'],
  ['got Bearer abc123def456 instead', 'got Bearer ••• instead'],
  ['Basic authentication required', 'Basic authentication required'],
  ['proxy http://ada:secret@proxy:3128 refused', 'proxy http://ada:•••@proxy:3128 refused'],
  ['{"user":"ada","password":"p\\"w"}', '{"user":"ada","password":"•••"}'],
  ['token eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSM expired', 'token ••• expired'],
  ['password: must have 8 characters', 'password: must have 8 characters'],
  ['p95_ms=12, users=50', 'p95_ms=12, users=50'],
])('%s', (text, expected) => {
  expect(redacted(text)).toBe(expected);
});

it('knows well-known credentials by their form', () => {
  expect(credentialForm('id AKIAIOSFODNN7EXAMPLE.')).toEqual({
    what: 'AWS key',
    text: 'AKIAIOSFODNN7EXAMPLE',
  });
  expect(credentialForm('sk-learn and pk-value')).toBeUndefined();
  const key = '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----';
  expect(credentialForm(`x ${key} y`)?.text).toBe(key);
});

it('masks credentials in every way they may come back', () => {
  const mask = createMask(['s3cret/+"é', 's3cret', 'abc']);
  expect(mask('is s3cret/+"é here')).toBe('is ••• here');
  expect(mask('is S3CRET here, not secret')).toBe('is ••• here, not secret');
  expect(mask('path s3cret%2F%2B%22%C3%A9')).toBe('path •••');
  expect(mask(JSON.stringify({ value: 's3cret/+"é' }))).toBe('{"value":"•••"}');
  expect(mask(`b64 ${Buffer.from('s3cret/+"é').toString('base64')}`)).toBe('b64 •••');
  // Three characters cannot be told from any others.
  expect(mask('abc')).toBe('abc');
});

it('takes time in proportion to the text', () => {
  for (const piece of ['a=', '"a":"', 'eyJ', '://a:', 'Bearer 1', '-----BEGIN PRIVATE KEY-----']) {
    const text = piece.repeat(200_000 / piece.length);
    const startedMs = performance.now();
    redacted(text);
    expect(performance.now() - startedMs).toBeLessThan(2000);
  }
});
