import type { Evidence, EvidenceSecond } from '../evidence';
import type { Finding } from '../model';
import { msText, percentText, spanText } from '../signals/labels';
import { quantileOf } from '../signals/series';
import { spansOf, spellsOf, within } from '../signals/spells';

/** A second in which the generator, not the service, shaped what is seen. */
const LATE_MS = 100;
const FULL_SHARE = 0.95;
const MIN_SECONDS = 3;
/** Of the run; a short spell of it is no finding. */
const MIN_SHARE = 0.2;

/** The generator itself was short of breath: its thread late, its requests late, or its core full. */
export function generatorSaturated({ seconds }: Evidence): Finding | undefined {
  const spells = spellsOf(seconds.map(isShort), MIN_SECONDS);
  const seen = within(seconds, spells);
  if (seen.length === 0 || seen.length < MIN_SHARE * seconds.length) return undefined;
  const worst = (of: (second: EvidenceSecond) => number | undefined) =>
    quantileOf(
      seen.map(of).filter((value) => value !== undefined),
      0.5,
    );
  const late = worst(({ generator }) => generator.lateP99Ms);
  const lag = worst(({ generator }) => generator.lagMs);
  const cpu = worst(({ generator }) => generator.cpuShare);
  const spans = spansOf(spells, seconds);
  return {
    code: 'generator-saturated',
    title: 'Load generator saturated',
    sentence: `From ${spanText(spans)} the load generator was overloaded: scheduling delay ${msText(late)} (p99), event-loop lag ${msText(lag)}.`,
    confidence: seen.length >= 0.5 * seconds.length ? 'high' : 'medium',
    spans,
    restsOn: [
      { metric: 'scheduling delay p99', words: msText(late) },
      { metric: 'event-loop lag', words: msText(lag) },
      ...(cpu === undefined
        ? []
        : [{ metric: 'generator CPU', words: `${percentText(cpu)} of a core` }]),
    ],
    ruledOut: [],
    recommendation:
      'Lower the rate, add generators or use a dedicated machine. Results from this time may be unreliable.',
  };
}

function isShort({ generator: { lateP99Ms = 0, lagMs, cpuShare = 0 } }: EvidenceSecond): boolean {
  return lateP99Ms > LATE_MS || lagMs > LATE_MS || cpuShare > FULL_SHARE;
}
