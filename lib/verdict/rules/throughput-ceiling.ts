import type { Evidence } from '../evidence';
import type { Finding } from '../model';
import { rateLabel, spanText } from '../signals/labels';
import { ruleOutGenerator } from '../signals/rule-out-generator';
import { median, quantileOf, smooth } from '../signals/series';
import { spansOf, spellsOf, within } from '../signals/spells';

/** At the knee the rate is all but the plateau's … */
const AT_KNEE = 0.92;
const PLATEAU = 0.8;
/** … and beyond it the load and what is in flight grow by so much, the rate by no more than that. */
const MORE_LOAD = 1.3;
const MORE_IN_FLIGHT = 1.5;
const SAME_RATE = 1.1;
const MIN_SECONDS = 6;
const WIDTH = 5;

/** More load stopped giving more throughput: beyond the knee only what is in flight grew. */
export function throughputCeiling({ model, seconds }: Evidence): Finding | undefined {
  const rates = smooth(
    seconds.map(({ requests }) => requests),
    WIDTH,
  );
  const inFlight = smooth(
    seconds.map((second) => second.inFlight + second.queued),
    WIDTH,
  );
  const load = model === 'closed' ? seconds.map(({ users }) => users) : offered(seconds);
  const top = quantileOf(
    rates.filter((value) => value !== undefined),
    PLATEAU,
  );
  if (top === undefined || top === 0) return undefined;
  const knee = rates.findIndex((value) => value !== undefined && value >= AT_KNEE * top);
  const at = { load: load[knee] ?? 0, inFlight: Math.max(1, inFlight[knee] ?? 0) };
  const beyond = seconds.map((_, index) => {
    const [asked = 0, waiting = 0, rate = 0] = [load[index], inFlight[index], rates[index]];
    const isFlat = rate <= SAME_RATE * top && rate >= AT_KNEE * AT_KNEE * top;
    return (
      index > knee &&
      isFlat &&
      asked >= MORE_LOAD * at.load &&
      waiting >= MORE_IN_FLIGHT * at.inFlight
    );
  });
  const spells = spellsOf(beyond, MIN_SECONDS);
  if (spells.length === 0) return undefined;
  const { words, most } = ruleOutGenerator(seconds, spells);
  const spans = spansOf(spells, seconds);
  const flat = median(within(rates, spells).filter((value) => value !== undefined));
  const then = Math.max(...within(inFlight, spells).map((value) => value ?? 0));
  const where = model === 'closed' ? `${at.load} users` : `${rateLabel(at.load)} scheduled`;
  return {
    code: 'throughput-ceiling',
    title: `Throughput ceiling at ${rateLabel(flat)}`,
    sentence: `The knee is at ${where}: from ${spanText(spans)} throughput stayed at ${rateLabel(flat)} while requests in flight grew from ${Math.round(at.inFlight)} to ${Math.round(then)}.`,
    confidence: most('medium'),
    spans,
    restsOn: [
      { metric: 'throughput', words: `${rateLabel(flat)}, flat` },
      { metric: 'in flight', words: `${Math.round(at.inFlight)} to ${Math.round(then)}` },
      { metric: model === 'closed' ? 'users' : 'arrivals', words: `from ${where}` },
    ],
    ruledOut: words,
    recommendation:
      'Scale out or send fewer requests: caching the status for 30 s is published to save 30 to 40 % of the queries. Plan capacity from the knee, not from the peak.',
  };
}

/** What arrives in a second: what ended, what was dropped, and what more is waiting than before. */
function offered(seconds: Evidence['seconds']): number[] {
  const arrivals = seconds.map((second, index) => {
    const before = seconds[index - 1];
    const held = second.inFlight + second.queued;
    return (
      second.requests +
      second.counts.dropped +
      held -
      (before ? before.inFlight + before.queued : 0)
    );
  });
  return smooth(arrivals, WIDTH).map((value) => value ?? 0);
}
