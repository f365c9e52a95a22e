'use client';

import { useState } from 'react';
import { Button, ButtonLink } from '@/components/ui/button';
import { Checkbox, Field, Input, Select, UrlInput } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { type FormAction, problemAt } from '@/components/ui/forms/form-state';
import {
  CHANNEL_EVENT_NAMES,
  CHANNEL_EVENTS,
  CHANNEL_KINDS,
  type ChannelKind,
  type ChannelView,
} from '@/lib/automation/model';

const FIELDS = ['name', 'kind', 'url', 'secret', 'events'] as const;
const KINDS = Object.entries(CHANNEL_KINDS) as [ChannelKind, string][];

/** Which events are sent where; a URL and a secret are written, never shown. */
export function ChannelForm({ channel, save }: { channel?: ChannelView; save: FormAction }) {
  const { state, pending, onSubmit } = useForm(save);
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? 'webhook');
  const events = problemAt(state, 'events');
  return (
    <form onSubmit={onSubmit} noValidate className="flex max-w-xl flex-col gap-5">
      {channel !== undefined && <input type="hidden" name="id" value={channel.id} />}
      <FormMessage state={state} fields={FIELDS} />
      <Field label="Name" problem={problemAt(state, 'name')}>
        {(control) => <Input {...control} name="name" defaultValue={channel?.name} />}
      </Field>
      <Field label="Type" problem={problemAt(state, 'kind')}>
        {(control) => (
          <Select
            {...control}
            name="kind"
            className="w-full"
            value={kind}
            onChange={({ target }) => setKind(target.value === 'slack' ? 'slack' : 'webhook')}
          >
            {KINDS.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label="URL"
        hint={
          channel === undefined
            ? 'Notifications are sent here by POST. The URL is not shown again.'
            : `Stored (${channel.host}). Leave empty to keep it.`
        }
        problem={problemAt(state, 'url')}
      >
        {(control) => <UrlInput {...control} name="url" />}
      </Field>
      {kind === 'webhook' && (
        <>
          <Field
            label="Secret"
            hint={
              channel?.hasSecret
                ? 'A secret is stored. Leave empty to keep it.'
                : 'Signs each payload so that the receiver can verify the sender. Leave empty to send it unsigned.'
            }
            problem={problemAt(state, 'secret')}
          >
            {(control) => (
              <Input
                {...control}
                name="secret"
                type="password"
                autoComplete="new-password"
                className="font-mono text-sm!"
              />
            )}
          </Field>
          {channel?.hasSecret && (
            <Checkbox className="w-fit text-sm" name="removeSecret">
              Remove the stored secret
            </Checkbox>
          )}
        </>
      )}
      <fieldset>
        <legend className="mb-1 text-sm font-medium">Notify on</legend>
        <div className="flex flex-col gap-2">
          {CHANNEL_EVENT_NAMES.map((event) => (
            <Checkbox
              key={event}
              className="w-fit"
              name="events"
              value={event}
              defaultChecked={channel?.events.includes(event) ?? true}
            >
              {CHANNEL_EVENTS[event]}
            </Checkbox>
          ))}
        </div>
        {events !== undefined && <p className="mt-1 text-sm text-fail">{events}</p>}
      </fieldset>
      <div className="flex gap-2 border-t pt-5">
        <Button variant="primary" type="submit" disabled={pending}>
          {channel === undefined ? 'Add channel' : 'Save channel'}
        </Button>
        <ButtonLink href="/automation">Cancel</ButtonLink>
      </div>
    </form>
  );
}
