import { ChangeBadge } from '@/components/compare/change-badge';
import { ChangeTable } from '@/components/compare/change-table';
import { compareHref } from '@/components/compare/compare-href';
import { WorkerNotice } from '@/components/overview/worker-notice';
import type { FormState } from '@/components/ui/forms/form-state';
import { Instant } from '@/components/ui/instant';
import { Lead, PageHeader } from '@/components/ui/page';
import { RefreshEvery } from '@/components/ui/refresh-every';
import { TextLink } from '@/components/ui/text-link';
import type { Confirmation } from '@/lib/confirmations/model';
import { hasEnded } from '@/lib/plan/run-status';
import { ConfirmationActions } from './confirmation-actions';
import { confirmationSentence } from './confirmation-summary';
import { PairTable } from './pair-table';
import { RepeatList } from './repeat-list';

interface ConfirmationPageProps {
  confirmation: Confirmation;
  workerAlive: boolean;
  stop: (id: number) => Promise<FormState>;
  addPairs: (id: number, pairs: number) => Promise<FormState>;
}

/** Interleaved repeats of two runs, and what they say together. */
export function ConfirmationPage(props: ConfirmationPageProps) {
  const { confirmation, workerAlive, ...actions } = props;
  const { id, base, candidate, targets, repeats, pairs, endpoints, verdict, margin } = confirmation;
  const underWay = repeats.some(({ status }) => !hasEnded(status));
  const change = {
    ...{ key: 'B', comparability: [], endpoints, onlyInBase: [], onlyInCandidate: [], verdict },
  };
  return (
    <>
      {underWay && <RefreshEvery seconds={2} />}
      <PageHeader
        title={`Confirmation ${id}`}
        badge={pairs.length > 1 ? <ChangeBadge verdict={verdict} /> : undefined}
        action={<ConfirmationActions id={id} underWay={underWay} {...actions} />}
      >
        <p className="flex flex-wrap gap-x-4 text-ink-2">
          <span>
            A: {base === undefined ? 'a run since deleted' : `run ${base.number}, ${base.scenario}`}
            , against {targets.A}
          </span>
          <span>
            B:{' '}
            {candidate === undefined
              ? 'a run since deleted'
              : `run ${candidate.number}, ${candidate.scenario}`}
            , against {targets.B}
          </span>
          {base !== undefined && candidate !== undefined && (
            <TextLink href={compareHref({ keys: [`${base.number}`, `${candidate.number}`] })}>
              The comparison
            </TextLink>
          )}
          <span>
            asked for <Instant iso={confirmation.createdAt} relative />
          </span>
        </p>
      </PageHeader>
      <Lead>{confirmationSentence(confirmation)}</Lead>
      {underWay && <WorkerNotice alive={workerAlive} />}
      <RepeatList repeats={repeats} />
      <PairTable {...confirmation} />
      {pairs.length > 0 && (
        <ChangeTable
          names={{ A: 'A', B: 'B' }}
          reference="A"
          changes={[change]}
          margin={margin}
          note={`Together over the pairs; what varies between runs widens the intervals. Changes within ${Math.round(margin * 1000) / 10} % do not matter.`}
        />
      )}
    </>
  );
}
