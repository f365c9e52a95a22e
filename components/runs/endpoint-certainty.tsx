import { certaintyWords, PERCENTILE_WORDS } from '@/components/verdict/certainty';
import { Percentile } from '@/components/verdict/percentile';
import type { EndpointSummary, JudgedPercentile, PercentileCertainty } from '@/lib/runs/model';
import type { LatencySummary } from '@/lib/stats/latency-summary';

const MS: Record<JudgedPercentile, keyof LatencySummary> = {
  p50: 'p50Ms',
  p90: 'p90Ms',
  p95: 'p95Ms',
  p99: 'p99Ms',
  p999: 'p999Ms',
};

/** An endpoint's percentiles, each with how sure it is. */
export function EndpointCertainty({ endpoint }: { endpoint: EndpointSummary }) {
  const { response, certainty } = endpoint;
  return (
    <div className="py-2">
      <p className="mb-2 text-xs text-ink-3">
        {certainty === undefined
          ? 'Response time; how sure each percentile is can be said once the run has ended.'
          : 'Response time and the 95\u202f% interval that each percentile is in.'}
      </p>
      <dl className="grid grid-cols-[auto_auto_1fr] gap-x-4 gap-y-1 text-sm sm:flex sm:flex-wrap sm:gap-x-10">
        {(Object.keys(PERCENTILE_WORDS) as JudgedPercentile[]).map((percentile) => (
          <div
            key={percentile}
            className="max-sm:col-span-3 max-sm:grid max-sm:grid-cols-subgrid max-sm:items-baseline"
          >
            <dt className="text-xs text-ink-3">{PERCENTILE_WORDS[percentile]}</dt>
            <dd className="nums max-sm:col-span-2 max-sm:grid max-sm:grid-cols-subgrid max-sm:items-baseline">
              <Percentile ms={response[MS[percentile]]} certainty={certainty?.[percentile]} />
              <span className="block text-xs text-ink-3">{words(certainty?.[percentile])}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function words(certainty: PercentileCertainty | undefined): string {
  return (certainty && certaintyWords(certainty)) ?? '';
}
