import { ProgressLine } from '@/components/runs/live/progress-line';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { TextLink } from '@/components/ui/text-link';
import { hasSuiteEnded, type SuiteView } from '@/lib/suites/model';
import { Elapsed } from './elapsed';

/** How far a suite is: what runs now, where to watch it, and how much is done. Keeps itself fresh. */
export function SuiteProgress({ suite }: { suite: SuiteView }) {
  if (hasSuiteEnded(suite.status)) return null;
  const { id, done, of, benchmarks, startedAt } = suite;
  const now = benchmarks.find(({ status }) => status === 'running');
  const run = now?.runs.at(-1);
  return (
    <div className="mb-6 rounded-lg border px-4 pt-3 pb-2">
      <RefreshEvery seconds={2} />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">
          {now === undefined ? 'Waiting for a worker' : `Benchmark ${now.number}, ${now.title}`}
        </span>
        {run !== undefined && (
          <TextLink href={`/runs/${run}`} prefetch={false}>
            Watch run {run}
          </TextLink>
        )}
        <span className="nums ml-auto flex gap-3 text-sm text-ink-2">
          <span>
            {done} of {of} done
          </span>
          {!suite.isStale && <Elapsed since={startedAt} />}
        </span>
      </p>
      <ProgressLine fraction={of === 0 ? 0 : done / of} label={`Progress of suite ${id}`} />
    </div>
  );
}
