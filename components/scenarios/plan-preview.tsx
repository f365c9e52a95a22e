import type { ReactNode } from 'react';
import { LoadShape } from '@/components/charts/load-shape';
import { span } from '@/lib/core/duration';
import { count } from '@/lib/format/number';
import { peakRate, peakUsers, plannedMs } from '@/lib/plan/figures';
import { rateWords } from '@/lib/plan/labels';
import type { LoadPlan } from '@/lib/plan/load-plan';
import { loadShape } from '@/lib/plan/load-shape';
import { requestsWords } from '@/lib/plan/requests-words';

/** A plan's outline and its size. */
export function PlanPreview({ plan }: { plan: LoadPlan }) {
  const perSecond = peakRate(plan);
  return (
    <div>
      <LoadShape shape={loadShape(plan)} durationMs={plannedMs(plan)} height={120} labelled />
      <dl className="nums mt-4 grid grid-cols-2 gap-4 border-t pt-3">
        {perSecond === undefined ? (
          <Figure name="Users at most">{count(peakUsers(plan))}</Figure>
        ) : (
          <Figure name="Rate at most">{rateWords(perSecond)}</Figure>
        )}
        <Figure name="Lasts">{span(plannedMs(plan))}</Figure>
        <div className="col-span-2 border-t pt-3">
          <dt className="text-xs text-ink-3">Sends</dt>
          <dd>{requestsWords(plan) ?? 'as many requests as the service answers'}</dd>
        </div>
      </dl>
    </div>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-3">{name}</dt>
      <dd className="text-lg font-medium">{children}</dd>
    </div>
  );
}
