// How late this machine itself makes a loop that does nothing but look at the time until each instant of a
// constant schedule. Arguments: the rate per second, and for how many seconds. Prints percentiles as JSON.
import { Histogram } from '@/lib/stats/histogram';

const [ratePerSecond = 1000, seconds = 10] = process.argv.slice(2).map(Number);
const delay = new Histogram();
const startMs = performance.now();
for (let index = 0; index < ratePerSecond * seconds; index++) {
  const dueMs = startMs + (index * 1000) / ratePerSecond;
  let nowMs = performance.now();
  while (nowMs < dueMs) nowMs = performance.now();
  delay.record((nowMs - dueMs) * 1000);
}
const ms = (q: number) => (delay.quantile(q) ?? Number.NaN) / 1000;
console.log(JSON.stringify({ p50: ms(0.5), p99: ms(0.99), max: ms(1) }));
