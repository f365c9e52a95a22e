import { Section } from '@/components/ui/page';

/** The words of a report for a reader who was not there; docs/vocabulary.md has them all. */
const TERMS = [
  ['Target', 'A training endpoint that is loaded: its address, credentials and metrics.'],
  [
    'Scenario, plan',
    'A named load plan; what a run will send, checked and never changed afterwards.',
  ],
  ['Run', 'One execution of a plan against a target.'],
  ['Virtual user', 'One simulated client: asks, waits for the answer, thinks, asks again.'],
  ['Arrival', 'One intended start of a request that does not wait for earlier answers.'],
  ['Service time', 'From the actual send of a request to the end of its answer.'],
  ['Response time', 'From the intended send to the end: what a user would have waited.'],
  ['p50, p95, p99', 'Half, 95 %, 99 % of the requests took at most this long.'],
  ['Failure', 'Any outcome but ok: error answers, timeouts, broken connections, wrong content.'],
  ['Dropped', 'Arrivals that were due and could not be sent, since too much was in flight.'],
  ['Objective, SLA profile', 'A limit on a metric; a named set of them.'],
  ['Verdict', 'Pass, fail or no data. What has no data never passes.'],
  ['Margin', 'What is left of a limit, as a share of it; negative: beyond it.'],
  ['Validity', 'Whether the generator’s own numbers can be believed: valid, suspect or invalid.'],
  ['Baseline', 'The run that others are compared with.'],
  ['Knee', 'Where more load stops giving more throughput.'],
  ['Safe load', 'The most load that still meets the profile.'],
  ['Head-room', 'What the observed traffic leaves of the safe load.'],
] as const;

export function Glossary() {
  return (
    <Section title="Glossary">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 text-sm">
        {TERMS.map(([term, meaning]) => (
          <div key={term} className="col-span-2 grid grid-cols-subgrid">
            <dt className="font-medium">{term}</dt>
            <dd className="text-ink-2">{meaning}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
