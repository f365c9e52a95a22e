'use client';

import clsx from 'clsx';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, ButtonLink } from '@/components/ui/button';
import { useAction } from '@/components/ui/forms/form';
import { Instant } from '@/components/ui/instant';
import type { ChannelView, DeliveryView } from '@/lib/automation/model';
import { CHANNEL_EVENTS } from '@/lib/automation/model';
import type { AutomationActions } from './automation-actions';
import { DeleteRow } from './delete-row';

interface ChannelRowProps {
  channel: ChannelView;
  actions: AutomationActions;
}

export function ChannelRow({ channel, actions }: ChannelRowProps) {
  const [arrived, setArrived] = useState(false);
  const test = useAction(() => setArrived(true));
  const change = useAction();
  const problem = test.problem ?? change.problem;
  const { id, name, kind, host, hasSecret, events, enabled } = channel;
  return (
    <li className="grid gap-x-6 gap-y-3 px-4 py-4 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <h3 className="flex flex-wrap items-center gap-2 font-semibold">
          {name}
          {!enabled && <Badge>off</Badge>}
        </h3>
        <p className="mt-0.5 text-sm text-pretty text-ink-2">
          {kind === 'slack' ? 'Slack message' : 'Webhook'} to{' '}
          <span className="font-mono text-xs break-all">{host}</span>
          {kind === 'webhook' && (hasSecret ? ', signed' : ', not signed')}
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
          {arrived && problem === undefined && !test.pending && 'The test has arrived.'}
        </div>
        {problem !== undefined && (
          <p role="alert" className="mt-1 text-pretty text-fail">
            {problem}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-start gap-2">
        <Button
          size="sm"
          disabled={test.pending}
          aria-label={`Test ${name}`}
          onClick={() => {
            setArrived(false);
            test.run(() => actions.testChannel(id));
          }}
        >
          {test.pending ? 'Testing' : 'Test'}
        </Button>
        <ButtonLink size="sm" href={`/routine/channels/${id}`} aria-label={`Edit ${name}`}>
          Edit
        </ButtonLink>
        <Button
          size="sm"
          disabled={change.pending}
          aria-label={`Switch ${name} ${enabled ? 'off' : 'on'}`}
          onClick={() => change.run(() => actions.switchChannel(id, !enabled))}
        >
          {enabled ? 'Switch off' : 'Switch on'}
        </Button>
        <DeleteRow what="channel" name={name} remove={() => actions.deleteChannel(id)}>
          Its address{hasSecret && ' and secret'} are forgotten, with what still waits to be sent.
        </DeleteRow>
      </div>
    </li>
  );
}

/** The latest news for a channel, and how far each has come. */
export function DeliveryList({
  name,
  deliveries,
}: {
  name: string;
  deliveries: readonly DeliveryView[];
}) {
  if (deliveries.length === 0) return <p className="text-ink-3">Nothing has been told yet.</p>;
  return (
    <ul aria-label={`Latest news for ${name}`}>
      {deliveries.map(({ id, title, status, attempts, lastError, createdAt, nextAttemptAt }) => (
        <li key={id} className="text-pretty">
          <Instant iso={createdAt} /> {title}:{' '}
          <span
            className={clsx(
              status === 'failed' && 'font-medium text-fail',
              status === 'waiting' && 'text-warn',
              status === 'sent' && 'text-ink-2',
            )}
          >
            {status === 'failed' ? `given up after ${attempts} attempts` : status}
          </span>
          {lastError !== undefined && <span className="text-ink-3">. {lastError}</span>}
          {status === 'waiting' && attempts > 0 && (
            <span className="text-ink-3">
              {' '}
              Again <Instant iso={nextAttemptAt} relative />.
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
