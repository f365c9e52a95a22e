// Preloaded into every process we start: when its supervisor is gone, however it went, so is this one.
import { isMainThread } from 'node:worker_threads';

const LAST_WORDS_MS = 6_000;
// What it forks is preloaded too, and has a parent of its own to look to.
const isOurs = Number(process.env.PLIMSOLL_SUPERVISOR) === process.ppid;

if (isMainThread && isOurs && process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), LAST_WORDS_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // Listening must not keep a process alive that has nothing left to do.
  process.channel.unref();
}
