import { WorkerNotice } from '@/components/overview/worker-notice';
import type { FormState } from '@/components/ui/forms/form-state';
import { Instant } from '@/components/ui/instant';
import { Notice } from '@/components/ui/notice';
import { Lead, PageHeader } from '@/components/ui/page';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import type { SearchView } from '@/lib/runs/search';
import { hasSuiteEnded } from '@/lib/suites/model';
import { SearchStatus } from '../search-status';
import { StepTable } from '../step-table';
import { SearchChart } from './search-chart';
import { costWords, searchSentence } from './search-summary';
import { StopSearch } from './stop-search';

interface SearchPageProps {
  search: SearchView;
  workerAlive: boolean;
  stop: (id: number) => Promise<FormState>;
}

/** A search while it closes in, and what it found. */
export function SearchPage({ search, workerAlive, stop }: SearchPageProps) {
  const { id, status, steps, estimate, cost, cause } = search;
  const underWay = !hasSuiteEnded(status);
  const query = new URLSearchParams({ target: search.target, family: search.familyHash });
  return (
    <>
      {underWay && <RefreshEvery seconds={1} />}
      <PageHeader
        title={`Search ${id}`}
        badge={<SearchStatus status={status} />}
        action={underWay ? <StopSearch id={id} stop={stop} /> : undefined}
      >
        <p className="flex flex-wrap gap-x-4 text-ink-2">
          <span>{search.scenario}</span>
          <span>against {search.target}</span>
          <span>within {search.profile}</span>
          <span>
            {search.startedAt === undefined ? 'queued ' : 'started '}
            <Instant iso={search.startedAt ?? search.queuedAt} relative />
          </span>
          <TextLink href={`/capacity?${query}`}>Capacity of {search.target}</TextLink>
        </p>
      </PageHeader>
      <Lead>{searchSentence(search)}</Lead>
      {underWay && <WorkerNotice alive={workerAlive} />}
      <p className="nums mb-4 text-sm text-ink-2">
        {underWay ? 'So far' : 'It took'} {costWords(cost)}; at most {costWords(estimate)} were
        expected.
      </p>
      <SearchChart steps={steps} unit={search.unit} id={id} />
      {cause !== undefined && (
        <div className="mt-4">
          <Notice tone="info" title={`What limited it: ${cause.title}`}>
            <p>
              {cause.sentence} <TextLink href={`/runs/${cause.run}`}>Run {cause.run}</TextLink>{' '}
              shows it.
            </p>
            <p>{cause.recommendation}</p>
          </Notice>
        </div>
      )}
      <Section title="Steps" note="Each is a run of its own.">
        <StepTable search={search} />
      </Section>
    </>
  );
}
