import { beforeEach, expect, it } from 'vitest';
import { pageToken } from '@/app/api/page-token';
import { TOKEN_META } from '@/lib/reports/model';
import { holdTestStore } from '@/lib/testing/open-test-store';
import { GET, POST } from './route';

beforeEach(() => void holdTestStore());

const post = async (query: string, headers: Record<string, string> = {}, signal?: AbortSignal) => {
  const url = `http://127.0.0.1:3000/api/reports?${query}`;
  const request = new Request(url, { method: 'POST', headers, signal });
  const answer = await POST(request, { params: Promise.resolve({}) });
  return { status: answer.status, text: await answer.text() };
};

// Refused before anything is printed: these say nothing of a report.
const NOT_A_REPORT = 'of=everything';

it('prints for no link and no picture', async () => {
  const answer = GET();
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
});

it('prints in a browser only for a page of ours', async () => {
  const own = { 'sec-fetch-site': 'same-origin' };
  expect(await post(NOT_A_REPORT, own)).toMatchObject({
    status: 403,
    text: expect.stringContaining('Reload the page.'),
  });
  expect((await post(NOT_A_REPORT, { ...own, [TOKEN_META]: 'of before' })).status).toBe(403);
  expect(await post(NOT_A_REPORT, { ...own, [TOKEN_META]: pageToken() })).toMatchObject({
    status: 400,
    text: expect.stringContaining('The report type must be'),
  });
});

it('takes scripts as they are, and says what is wrong with what they ask for', async () => {
  expect((await post(NOT_A_REPORT)).status).toBe(400);
  expect(await post('of=run&run=1&format=doc')).toMatchObject({
    status: 400,
    text: expect.stringContaining('The format must be pdf or html, not \\"doc\\".'),
  });
});

it('prints nothing for whoever has left', async () => {
  expect(await post('of=run&run=1', {}, AbortSignal.abort())).toEqual({ status: 503, text: '' });
});
