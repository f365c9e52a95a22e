import { describe, expect, it } from 'vitest';
import { openTestStore } from '@/lib/testing/open-test-store';
import { isWorkerAlive, retire, showAlive } from './workers';

const HEARTBEAT = 1_700_000_000_000;

describe('workers', () => {
  it('are alive for ten seconds after each heartbeat, until they retire', async () => {
    const store = openTestStore();
    expect(await isWorkerAlive(store, HEARTBEAT)).toBe(false);
    await showAlive(store, 'w', HEARTBEAT);
    expect(await isWorkerAlive(store, HEARTBEAT + 10_000)).toBe(true);
    expect(await isWorkerAlive(store, HEARTBEAT + 10_001)).toBe(false);
    await showAlive(store, 'w', HEARTBEAT + 5000);
    expect(await isWorkerAlive(store, HEARTBEAT + 15_000)).toBe(true);
    await retire(store, 'w');
    expect(await isWorkerAlive(store, HEARTBEAT + 5000)).toBe(false);
  });
});
