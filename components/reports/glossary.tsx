import { Section } from '@/components/ui/page';

/** Terms for a reader who was not there; docs/vocabulary.md has them all. */
const TERMS = [
  ['Target', 'A training service under test: its URL, credentials and metrics.'],
  [
    'Scenario, plan',
    'A named load definition; the validated plan that a run executes and never changes.',
  ],
  ['Run', 'One execution of a plan against a target.'],
  [
    'Virtual user',
    'One simulated client: sends a request, waits for the response, pauses, repeats.',
  ],
  ['Arrival', 'One scheduled request start that does not wait for earlier responses.'],
  ['Service time', 'From the actual send of a request to the end of its response.'],
  [
    'Response time',
    'From the scheduled send to the end of the response: what a user would have waited.',
  ],
  ['p50, p95, p99', 'Half, 95 %, 99 % of the requests took at most this long.'],
  ['Error', 'Any outcome but ok: error responses, timeouts, broken connections, wrong content.'],
  ['Dropped', 'Arrivals that were not sent because too many requests were in flight.'],
  ['Objective, SLA profile', 'A limit on a metric; a named set of them.'],
  ['Verdict', 'Pass, fail or no data. What has no data never passes.'],
  ['Margin', 'Distance to a limit as a share of it; negative: the limit is violated.'],
  ['Validity', 'Whether the load generator kept up, so that its results are reliable.'],
  ['Baseline', 'The run that other runs are compared with.'],
  ['Knee', 'Where more load stops giving more throughput.'],
  ['Safe load', 'The highest load that still meets the profile.'],
  ['Headroom', 'The share of the safe load that observed traffic leaves unused.'],
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
