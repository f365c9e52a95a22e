import { expect, it } from 'vitest';
import { isForeign } from './foreign-page';

const HOST = { host: '10.0.0.5:3000' };

it.each([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { ...HOST, origin: 'http://10.0.0.5:8080' },
  { ...HOST, origin: 'http://elsewhere.example' },
  { ...HOST, origin: 'null' },
  { ...HOST, 'x-forwarded-host': 'plimsoll.example', origin: 'http://10.0.0.5:3000' },
])('takes %o for the request of a foreign page', (headers) => {
  expect(isForeign(new Headers(headers as Record<string, string>))).toBe(true);
});

it.each([
  {},
  HOST,
  { 'sec-fetch-site': 'same-origin', ...HOST },
  { 'sec-fetch-site': 'none' },
  { ...HOST, origin: 'http://10.0.0.5:3000' },
  { ...HOST, 'x-forwarded-host': 'plimsoll.example', origin: 'https://plimsoll.example' },
])('takes %o for a page of ours, or a script', (headers) => {
  expect(isForeign(new Headers(headers as Record<string, string>))).toBe(false);
});
