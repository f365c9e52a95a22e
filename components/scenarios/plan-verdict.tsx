import { CircleCheck } from 'lucide-react';
import { plural } from '@/lib/format/plural';
import type { PlanCheck } from './plan-check';

interface PlanVerdictProps {
  check: PlanCheck | undefined;
  /** The text has changed since. */
  pending: boolean;
}

/** Whether the plan is valid; otherwise every problem, with its place. */
export function PlanVerdict({ check, pending }: PlanVerdictProps) {
  return (
    <div role="status" className="mt-2 min-h-5 text-sm">
      {check === undefined && <span className="text-ink-3">Checking</span>}
      {check?.status === 'valid' && (
        <p className="flex items-center gap-1.5 text-ink-2">
          <CircleCheck className="size-4 text-pass" aria-hidden="true" />
          {pending ? 'Checking' : 'The plan is valid.'}
        </p>
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
