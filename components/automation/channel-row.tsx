'use client';

import clsx from 'clsx';
import { useState } from 'react';
import { May } from '@/components/access/may';
import { Badge } from '@/components/ui/badge';
import { Button, ButtonLink } from '@/components/ui/button';
import { DeleteButton } from '@/components/ui/delete-dialog';
import { useAction } from '@/components/ui/forms/form';
import { Instant } from '@/components/ui/instant';
import { CHANNEL_EVENTS, type ChannelView, type DeliveryView } from '@/lib/automation/model';
import type { AutomationActions } from './automation-actions';

interface ChannelRowProps {
  channel: ChannelView;
  actions: AutomationActions;
}

export function ChannelRow({ channel, actions }: ChannelRowProps) {
  const [delivered, setDelivered] = useState(false);
  const test = useAction(() => setDelivered(true));
  const change = useAction();
  const problem = test.problem ?? change.problem;
  const { id, name, kind, host, hasSecret, events, enabled } = channel;
  return (
    <li className="grid gap-x-6 gap-y-3 px-4 py-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-2 font-semibold">
          {name}
          {!enabled && <Badge>disabled</Badge>}
        </h3>
        <p className="mt-0.5 text-sm text-pretty text-ink-2">
          {kind === 'slack' ? 'Slack message' : 'Webhook'} to{' '}
          <span className="font-mono text-xs break-all">{host}</span>
          {kind === 'webhook' && (hasSecret ? ', signed' : ', unsigned')}
        </p>
        <ul className="mt-1 list-disc pl-4 text-sm text-pretty text-ink-3">
          {events.map((event) => (
            <li key={event}>{CHANNEL_EVENTS[event]}</li>
          ))}
        </ul>
      </div>
      <div className="min-w-0 text-sm">
        <DeliveryList name={name} deliveries={channel.deliveries} />
        <div role="status" className="text-pass empty:hidden">
          {delivered && problem === undefined && !test.pending && 'Test delivered.'}
        </div>
        {problem !== undefined && (
          <p role="alert" className="mt-1 text-pretty text-fail">
            {problem}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-start gap-2">
        <May scope="automation:edit">
          <Button
            size="sm"
            disabled={test.pending}
            aria-label={`Test ${name}`}
            onClick={() => {
              setDelivered(false);
              test.run(() => actions.testChannel(id));
            }}
          >
            {test.pending ? 'Testing…' : 'Test'}
          </Button>
          <ButtonLink size="sm" href={`/automation/channels/${id}`} aria-label={`Edit ${name}`}>
            Edit
          </ButtonLink>
          <Button
            size="sm"
            disabled={change.pending}
            aria-label={`${enabled ? 'Disable' : 'Enable'} ${name}`}
            onClick={() => change.run(() => actions.switchChannel(id, !enabled))}
          >
            {enabled ? 'Disable' : 'Enable'}
          </Button>
        </May>
        <DeleteButton id={id} name={name} kind="channel" remove={actions.deleteChannel}>
          {hasSecret ? 'Its URL and secret are' : 'Its URL is'} removed, and pending notifications
          are dropped.
        </DeleteButton>
      </div>
    </li>
  );
}

/** The latest notifications of a channel, each with its delivery status. */
function DeliveryList({ name, deliveries }: { name: string; deliveries: readonly DeliveryView[] }) {
  if (deliveries.length === 0) return <p className="text-ink-3">No notifications sent yet.</p>;
  return (
    <ul aria-label={`Recent notifications for ${name}`}>
      {deliveries.map(({ id, title, status, attempts, lastError, createdAt, nextAttemptAt }) => (
        <li key={id} className="text-pretty">
          <Instant iso={createdAt} relative /> {title}:{' '}
          <span
            className={clsx(
              status === 'failed' && 'font-medium text-fail',
              status === 'waiting' && 'text-warn',
              status === 'sent' && 'text-ink-2',
            )}
          >
            {status === 'failed' ? `failed after ${attempts} attempts` : status}
          </span>
          {lastError !== undefined && <span className="text-ink-3">. {lastError}</span>}
          {status === 'waiting' && attempts > 0 && (
            <span className="text-ink-3">
              {' '}
              Next attempt <Instant iso={nextAttemptAt} relative />.
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
