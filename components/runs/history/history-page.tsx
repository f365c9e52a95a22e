import { ButtonLink } from '@/components/ui/button';
import { Empty, Lead, PageHeader } from '@/components/ui/page';
import { plural } from '@/lib/core/number';
import type { RunListPage } from '@/lib/runs/model';
import type { RunActions } from '../run-actions';
import { History } from './history';

interface HistoryPageProps {
  history: RunListPage;
  actions: Pick<RunActions, 'edit' | 'remove'>;
}

export function HistoryPage({ history, actions }: HistoryPageProps) {
  const none = history.facets.scenarios.length === 0;
  return (
    <>
      <PageHeader
        title="Runs"
        action={
          <>
            <ButtonLink href="/runs/import">Import results</ButtonLink>
            <ButtonLink href="/" variant="primary">
              Start run
            </ButtonLink>
          </>
        }
      />
      {none ? (
        <Empty
          title="No runs yet"
          action={
            <ButtonLink href="/" variant="primary">
              Choose a scenario
            </ButtonLink>
          }
        >
          Every run is recorded here with all its requests, searchable and sortable.
        </Empty>
      ) : (
        <>
          <Lead>{plural(history.total, 'run')}. Every request is recorded.</Lead>
          <History history={history} actions={actions} />
        </>
      )}
    </>
  );
}
