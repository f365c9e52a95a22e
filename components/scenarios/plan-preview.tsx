import { CircleCheck, KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { LoadShape } from '@/components/charts/load-shape';
import { span } from '@/lib/core/duration';
import { count, plural } from '@/lib/core/number';
import { credentialsIn, placeholder } from '@/lib/plan/credentials';
import { loadShape, peakRate, peakUsers, plannedMs } from '@/lib/plan/figures';
import { rateLabel, requestsLabel } from '@/lib/plan/labels';
import type { LoadPlan } from '@/lib/plan/load-plan';
import type { PlanCheck } from './plan-check';

/** A plan's outline and its size. */
export function PlanPreview({ plan }: { plan: LoadPlan }) {
  const perSecond = peakRate(plan);
  return (
    <div>
      <LoadShape shape={loadShape(plan)} durationMs={plannedMs(plan)} height={120} labelled />
      <dl className="nums mt-4 grid grid-cols-2 gap-4 border-t pt-3">
        {perSecond === undefined ? (
          <Figure name="Peak virtual users">{count(peakUsers(plan))}</Figure>
        ) : (
          <Figure name="Peak rate">{rateLabel(perSecond)}</Figure>
        )}
        <Figure name="Duration">{span(plannedMs(plan))}</Figure>
        <div className="col-span-2 border-t pt-3">
          <dt className="text-xs text-ink-3">Requests</dt>
          <dd>{requestsLabel(plan) ?? 'as many as the service can answer'}</dd>
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

interface PlanVerdictProps {
  check: PlanCheck | undefined;
  /** The text has changed since. */
  pending: boolean;
}

/** What will not be stored in the plan, but as secrets. */
function FoundCredentials({ plan }: { plan: LoadPlan }) {
  const found = credentialsIn(plan);
  if (found.length === 0) return null;
  return (
    <div className="mt-1 flex items-start gap-1.5 text-pretty">
      <KeyRound className="mt-0.5 size-4 shrink-0 text-ink-3" aria-hidden="true" />
      <div className="min-w-0">
        <p>
          {found.length === 1 ? 'A credential was' : `${count(found.length)} credentials were`}{' '}
          found. Saving keeps {found.length === 1 ? 'it' : 'them'} encrypted, as{' '}
          {found.length === 1 ? 'a secret' : 'secrets'}:
        </p>
        <ul className="mt-1 flex flex-col gap-1">
          {found.map(({ where, name, path }) => (
            <li key={`${path.join('.')} ${where}`} className="break-words">
              {where}: <code className="font-mono text-xs">{placeholder(name)}</code>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** Whether the plan is valid; otherwise every problem, with its place. */
export function PlanVerdict({ check, pending }: PlanVerdictProps) {
  return (
    <div role="status" className="mt-2 min-h-5 text-sm">
      {check === undefined && <span className="text-ink-3">Checking…</span>}
      {check?.status === 'valid' && (
        <>
          <p className="flex items-center gap-1.5 text-ink-2">
            <CircleCheck className="size-4 text-pass" aria-hidden="true" />
            {pending ? 'Checking…' : 'The plan is valid.'}
          </p>
          <FoundCredentials plan={check.plan} />
        </>
      )}
      {check?.status === 'refused' && (
        <>
          <p className="font-medium text-fail">
            {check.message}
            {check.problems.length > 1 && ` It has ${plural(check.problems.length, 'problem')}.`}
          </p>
          <ul className="mt-1 flex flex-col gap-1">
            {check.problems.map(({ path, message }) => (
              <li key={`${path} ${message}`} className="text-pretty">
                {path !== '' && (
                  <code className="rounded-sm bg-well px-1 py-0.5 font-mono text-xs">{path}</code>
                )}{' '}
                {message}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
