import { beforeEach, expect, it } from 'vitest';
import { holdTestStore } from '@/lib/testing/open-test-store';
import { POST } from './route';

beforeEach(() => void holdTestStore());

const post = async (headers: Record<string, string>, signal?: AbortSignal) => {
  const url = 'http://127.0.0.1:3000/api/runs/import?file=load.csv';
  const request = new Request(url, { method: 'POST', body: 'x', headers, signal });
  const answer = await POST(request, { params: Promise.resolve({}) });
  return { status: answer.status, text: await answer.text() };
};

it('receives no file that is too large', async () => {
  const { status, text } = await post({ 'content-length': '16000000001' });
  expect([status, JSON.parse(text)]).toEqual([
    400,
    {
      message: 'The file cannot be imported.',
      problems: [
        {
          path: 'load.csv',
          message: 'is larger than 16 GB. Import a part of it, or its summary.',
        },
      ],
    },
  ]);
});

it('answers nothing to whoever has left', async () => {
  expect(await post({}, AbortSignal.abort())).toEqual({ status: 503, text: '' });
});
