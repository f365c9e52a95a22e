import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NoticeWatch } from './notice-watch';

/** A thread whose time goes where the test says. */
class Thread {
  nowMs = 0;
  idleMs = 0;
  waitedMs = 0;

  now() {
    return this.nowMs;
  }

  sleep(ms: number) {
    this.nowMs += ms;
    this.idleMs += ms;
  }

  work(ms: number) {
    this.nowMs += ms;
  }

  /** Woken, but without a processor: for the event loop it is still asleep. */
  starve(ms: number) {
    this.sleep(ms);
    this.waitedMs += ms;
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
/** The event loop has handled all that it found in its turn. */
const endTurn = () => vi.runAllTimers();

function watched() {
  const thread = new Thread();
  return { thread, watch: new NoticeWatch(thread) };
}

it('what wakes a sleeping thread has not waited', () => {
  const { thread, watch } = watched();
  thread.sleep(100);
  expect(watch.notice()).toBe(0);
});

it('what is found after work has waited no longer than the work took', () => {
  const { thread, watch } = watched();
  thread.sleep(100);
  thread.work(30);
  expect(watch.notice()).toBe(30);
});

it('answers found in one turn have waited for each other', () => {
  const { thread, watch } = watched();
  thread.sleep(100);
  const unseen = [watch.notice()];
  for (let reply = 0; reply < 3; reply++) {
    thread.work(2);
    unseen.push(watch.notice());
  }
  expect(unseen).toEqual([0, 2, 4, 6]);
});

it('what is found in the next turn came after the last look, not before', () => {
  const { thread, watch } = watched();
  thread.sleep(100);
  thread.work(50);
  watch.touch();
  watch.notice();
  thread.work(5);
  endTurn();
  thread.work(3);
  // 5 ms of the last turn since it looked, and 3 ms of this one: not the 50 ms before.
  expect(watch.notice()).toBe(8);
});

it('what is found in the next turn may have come while the process was stopped between look and notice', () => {
  const { thread, watch } = watched();
  watch.wakesAt(20);
  thread.sleep(200);
  expect(watch.notice()).toBe(200);
  thread.work(1);
  endTurn();
  thread.work(1);
  expect(watch.notice()).toBe(202);
});

it('a thread that slept since has seen all there was', () => {
  const { thread, watch } = watched();
  thread.work(50);
  watch.notice();
  endTurn();
  thread.sleep(1);
  expect(watch.notice()).toBe(0);
});

it('adds what a woken thread waited for a processor', () => {
  const { thread, watch } = watched();
  thread.sleep(100);
  thread.starve(7);
  thread.work(1);
  expect(watch.notice()).toBe(8);
});

it('counts all of a time in which the process stood still', () => {
  const { thread, watch } = watched();
  watch.wakesAt(20);
  // Its timer was due after 20 ms; nothing that Linux knows of kept it.
  thread.sleep(500);
  expect(watch.notice()).toBe(500);
  expect(watch.busyMs).toBe(500);
});

it('does not take waiting for a processor, or work, for standing still', () => {
  const { thread, watch } = watched();
  watch.wakesAt(20);
  thread.sleep(20);
  thread.starve(40);
  thread.work(10);
  expect(watch.notice()).toBe(50);
});

it('knows how long the thread has been busy, whatever it did', () => {
  const { thread, watch } = watched();
  thread.work(5);
  thread.sleep(10);
  thread.starve(3);
  thread.work(2);
  watch.touch();
  expect(watch.busyMs).toBe(10);
});
