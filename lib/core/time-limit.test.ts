import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { TimeLimitError, withTimeLimit } from './time-limit';

const forever = (signal: AbortSignal) => sleep(60_000, undefined, { signal });

it('ends what takes too long', async () => {
  const seen: unknown[] = [];
  const ended = withTimeLimit(20, undefined, (signal) => {
    signal.addEventListener('abort', () => seen.push(signal.reason));
    return forever(signal);
  });
  await expect(ended).rejects.toMatchObject({ cause: expect.any(TimeLimitError) });
  expect(seen).toEqual([expect.any(TimeLimitError)]);
});

it('ends with its parent, also one that has ended before', async () => {
  const parent = new AbortController();
  const ended = withTimeLimit(60_000, parent.signal, forever);
  parent.abort(new Error('stopped'));
  await expect(ended).rejects.toMatchObject({ cause: { message: 'stopped' } });
  await expect(withTimeLimit(60_000, parent.signal, forever)).rejects.toThrow('stopped');
});

it('gives what the work gives', async () => {
  expect(await withTimeLimit(1000, undefined, async () => 7)).toBe(7);
});
