// Preloaded into a process (`node --import`): its wall clock is off by as many ms as PLIMSOLL_CHAOS_CLOCK, a file, says
// at that moment. Monotonic time goes on, as when a machine's clock is set. Unlike libfaketime it needs no installation,
// works on every system, and shifts all that a worker reads of the wall clock: its generators read none.
import { readFileSync } from 'node:fs';

const READ_EVERY_MS = 20;
const file = process.env.PLIMSOLL_CHAOS_CLOCK ?? '';
const RealDate = Date;
let offsetMs = 0;
let readAtMs = Number.NEGATIVE_INFINITY;

function now() {
  if (performance.now() - readAtMs > READ_EVERY_MS) {
    readAtMs = performance.now();
    offsetMs = Number(readFileSync(file, 'utf8'));
  }
  return RealDate.now() + offsetMs;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  apply: () => new RealDate(now()).toString(),
});
