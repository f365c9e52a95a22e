'use client';

import clsx from 'clsx';
import { May } from '@/components/access/may';
import { Badge } from '@/components/ui/badge';
import { Button, ButtonLink } from '@/components/ui/button';
import { DeleteButton } from '@/components/ui/delete-dialog';
import { useAction } from '@/components/ui/forms/form';
import { Instant } from '@/components/ui/instant';
import { TextLink } from '@/components/ui/text-link';
import type { FiringView, ScheduleView } from '@/lib/automation/model';
import { span } from '@/lib/core/duration';
import type { AutomationActions } from './automation-actions';

interface ScheduleRowProps {
  schedule: ScheduleView;
  actions: AutomationActions;
}

export function ScheduleRow({ schedule, actions }: ScheduleRowProps) {
  const { run, pending, problem } = useAction();
  const { id, name, enabled, when, what, timeZone, nextAt, jitterMs, skipIfRunning } = schedule;
  return (
    <li className="grid gap-x-6 gap-y-3 px-4 py-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-2 font-semibold">
          {name}
          {!enabled && <Badge>disabled</Badge>}
        </h3>
        <p className="mt-0.5 text-pretty text-ink-2">
          {when} <span className="text-ink-3">({timeZone})</span>
        </p>
        <p className="text-sm text-pretty text-ink-2">{what}</p>
        <p className="mt-1 text-sm text-pretty text-ink-3">
          {jitterMs > 0 && `Random delay up to ${span(jitterMs)}. `}
          {skipIfRunning ? 'Skipped if the previous run is still active.' : 'Runs may overlap.'}
        </p>
      </div>
      <div className="min-w-0 text-sm">
        <p>
          <span className="text-ink-3">Next </span>
          {enabled ? <Instant iso={nextAt} relative /> : 'disabled'}
        </p>
        <FiringList name={name} firings={schedule.firings} />
        {problem !== undefined && (
          <p role="alert" className="mt-1 text-fail">
            {problem}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-start gap-2">
        <May scope="automation:edit">
          <ButtonLink size="sm" href={`/automation/schedules/${id}`} aria-label={`Edit ${name}`}>
            Edit
          </ButtonLink>
          <Button
            size="sm"
            disabled={pending}
            aria-label={`${enabled ? 'Disable' : 'Enable'} ${name}`}
            onClick={() => run(() => actions.switchSchedule(id, !enabled))}
          >
            {enabled ? 'Disable' : 'Enable'}
          </Button>
        </May>
        <DeleteButton id={id} name={name} kind="schedule" remove={actions.deleteSchedule}>
          No further runs are started. Existing runs are kept.
        </DeleteButton>
      </div>
    </li>
  );
}

const FIRST = 3;

/** What became of its last times: the latest three, and the others on demand. */
function FiringList({ name, firings }: { name: string; firings: readonly FiringView[] }) {
  if (firings.length === 0) return <p className="text-ink-3">Not run yet.</p>;
  const more = firings.slice(FIRST);
  return (
    <>
      <ul aria-label={`Recent starts of ${name}`}>
        {firings.slice(0, FIRST).map((firing) => (
          <Firing key={firing.dueAt} firing={firing} />
        ))}
      </ul>
      {more.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer text-ink-3 hover:text-ink">
            {more.length} earlier
          </summary>
          <ul>
            {more.map((firing) => (
              <Firing key={firing.dueAt} firing={firing} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Firing({ firing: { dueAt, status, run, suite, note } }: { firing: FiringView }) {
  const bad = status === 'missed' || status === 'failed';
  return (
    <li className="text-pretty">
      <Instant iso={dueAt} relative />{' '}
      <span className={clsx(bad ? 'font-medium text-fail' : 'text-ink-2')}>{status}</span>{' '}
      {run !== undefined && (
        <TextLink href={`/runs/${run}`} prefetch={false}>
          run {run}
        </TextLink>
      )}
      {suite !== undefined && (
        <TextLink href={`/suites/${suite}`} prefetch={false}>
          suite {suite}
        </TextLink>
      )}
      {note !== undefined && <span className="text-ink-3"> {note}</span>}
    </li>
  );
}
