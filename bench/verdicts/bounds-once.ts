import { runLoad } from '@/lib/engine/run-load';
import { createTransport } from '@/lib/engine/transport/create-transport';
import type { Transport } from '@/lib/engine/transport/transport';
import { parsePlan } from '@/lib/plan/parse-plan';
import { Histogram } from '@/lib/stats/histogram';
import { Latencies } from '@/lib/stats/latencies';
import type { BoundedFigure } from './bounded-figure';

// One run of our engine against bench/targets/known-truth-target.mjs. Prints, as JSON, percentiles of each second and of the
// whole run: the least and the most that the engine says they are, and what the target says they were, ms.
// Arguments: the URL, a plan as JSON, and for how long the thread is kept busy five times a second, ms.

const QUANTILES = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99 };
const FEW = 20;

const [url = '', planText = '{}', busyMs = '0'] = process.argv.slice(2);
const plan = parsePlan(JSON.parse(planText));
const transport = createTransport({ url }, plan.timeoutMs, plan.connection);
// In the order in which replies came, which is that of the samples.
const tookUs: { least: number; most: number }[] = [];
const allTruth = { least: new Histogram(), most: new Histogram() };
const all = new Latencies();
const figures: BoundedFigure[] = [];
const told: Transport = {
  ...transport,
  async send(request) {
    const reply = await transport.send(request);
    const body = reply.kind === 'response' ? reply.body : '';
    const [, least, most] = /"took":(\d+),"atMost":(\d+)/.exec(body) ?? [];
    if (least === undefined) throw new Error(`The target did not tell its time: ${reply.kind}`);
    tookUs.push({ least: Number(least), most: Number(most) });
    return reply;
  },
  abort: () => transport.abort(),
  close: () => transport.close(),
};

const keepBusy = setInterval(() => {
  const untilMs = performance.now() + Number(busyMs);
  while (performance.now() < untilMs);
}, 200);
const run = runLoad({
  plan,
  target: { url },
  seed: 1,
  transport: told,
  onSecond(report) {
    const second = new Latencies();
    for (const window of report.windows) second.add(window);
    all.add(second.encode());
    const truth = { least: new Histogram(), most: new Histogram() };
    for (const { least, most } of tookUs.splice(0, report.samples.count)) {
      truth.least.record(least);
      truth.most.record(most);
    }
    allTruth.least.merge(truth.least);
    allTruth.most.merge(truth.most);
    compare(second, truth, report.second);
  },
});
await run.done;
clearInterval(keepBusy);
compare(all, allTruth);
process.stdout.write(JSON.stringify(figures));

function compare(measured: Latencies, was: typeof allTruth, second?: number) {
  const { low } = measured;
  if (low === undefined) throw new Error('The engine does not know its own error.');
  for (const time of ['response', 'service'] as const)
    for (const [percentile, q] of Object.entries(QUANTILES)) {
      const [lowUs, highUs] = [low[time].quantile(q, 'lowest'), measured[time].quantile(q)];
      const [leastUs, mostUs] = [was.least.quantile(q, 'lowest'), was.most.quantile(q)];
      if (lowUs === undefined || highUs === undefined) continue;
      if (leastUs === undefined || mostUs === undefined || was.least.count < FEW) continue;
      figures.push({
        time,
        percentile,
        second,
        lowMs: lowUs / 1000,
        highMs: highUs / 1000,
        truthMs: leastUs / 1000,
        truthAtMostMs: mostUs / 1000,
      });
    }
}
