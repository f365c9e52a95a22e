import { expect, it } from 'vitest';
import { errorOf } from '@/lib/testing/error-of';
import { PrintQueue } from './print-queue';

/** A queue, what began in it, and how each is ended. */
function watchedQueue() {
  const queue = new PrintQueue();
  const begun: string[] = [];
  const ends = new Map<string, { resolve(): void; reject(error: Error): void }>();
  return {
    begun,
    ask(name: string, signal = new AbortController().signal): Promise<string> {
      return queue.run(
        () =>
          new Promise<string>((resolve, reject) => {
            begun.push(name);
            ends.set(name, { resolve: () => resolve(name), reject });
          }),
        signal,
      );
    },
    end: (name: string) => ends.get(name)?.resolve(),
    fail: (name: string) => ends.get(name)?.reject(new Error(`${name} failed`)),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it('prints one after the other, in order, whatever became of those before', async () => {
  const { ask, begun, end, fail } = watchedQueue();
  const all = ['a', 'b', 'c'].map((name) => ask(name));
  await settled();
  expect(begun).toEqual(['a']);
  fail('a');
  await expect(all[0]).rejects.toThrow('a failed');
  await settled();
  expect(begun).toEqual(['a', 'b']);
  end('b');
  expect(await all[1]).toBe('b');
  await settled();
  end('c');
  expect(await all[2]).toBe('c');
  const later = ask('d');
  await settled();
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  end('d');
  await later;
});

it('refuses what would wait behind eight others, with a sentence', async () => {
  const { ask, end, begun } = watchedQueue();
  const names = Array.from({ length: 9 }, (_, index) => `report ${index}`);
  const all = names.map((name) => ask(name));
  const refused = await errorOf(ask('one too many'));
  expect([refused.code, refused.message]).toEqual([
    'unavailable',
    'The dashboard is printing a report, and 8 more are waiting. Try again in half a minute.',
  ]);
  for (const name of names) {
    end(name);
    await settled();
  }
  expect(await Promise.all(all)).toEqual(names);
  expect(begun).toEqual(names);
});

it('forgets whoever has left while waiting', async () => {
  const { ask, begun, end } = watchedQueue();
  const first = ask('first');
  const leaving = new AbortController();
  const gone = Array.from({ length: 8 }, (_, index) => ask(`gone ${index}`, leaving.signal));
  leaving.abort(new Error('left'));
  for (const one of gone) await expect(one).rejects.toThrow('left');
  await expect(ask('left before', leaving.signal)).rejects.toThrow('left');
  const last = ask('last');
  end('first');
  await first;
  await settled();
  expect(begun).toEqual(['first', 'last']);
  end('last');
  expect(await last).toBe('last');
});
