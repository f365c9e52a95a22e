'use client';

import { Share2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, Select } from '@/components/ui/forms/field';
import type { FormState } from '@/components/ui/forms/form-state';

export type ShareResult = FormState & { path?: string; expiresAt?: string };
export type ShareReport = (query: string, days: number) => Promise<ShareResult>;

const TERMS = [
  { days: 1, words: 'a day' },
  { days: 7, words: 'a week' },
  { days: 30, words: '30 days' },
  { days: 90, words: '90 days' },
] as const;

/** Makes an address by which others read the report as it is chosen now. */
export function ShareDialog({ query, share }: { query: string; share: ShareReport }) {
  const [open, setOpen] = useState(false);
  const [days, setDays] = useState(7);
  const [answer, setAnswer] = useState<ShareResult>();
  const [pending, setPending] = useState(false);
  const [copied, setCopied] = useState(false);
  const url = answer?.path && `${globalThis.location?.origin ?? ''}${answer.path}`;
  async function make() {
    setPending(true);
    try {
      setAnswer(await share(query, days));
    } catch {
      setAnswer({ status: 'refused', message: 'The dashboard did not answer.', problems: [] });
    }
    setPending(false);
  }
  return (
    <Dialog
      title="Share this report"
      description="Whoever has the link reads this report and nothing else, until it expires or is taken back."
      trigger={
        <Button>
          <Share2 className="size-4" aria-hidden="true" />
          Share
        </Button>
      }
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setAnswer(undefined);
        setCopied(false);
      }}
    >
      {url === undefined ? (
        <>
          {answer?.message !== undefined && (
            <p role="alert" className="mb-3 text-fail">
              {answer.message}
            </p>
          )}
          <Field label="Can be read for">
            {(control) => (
              <Select
                {...control}
                className="w-full"
                value={days}
                onChange={({ target }) => setDays(Number(target.value))}
              >
                {TERMS.map((term) => (
                  <option key={term.days} value={term.days}>
                    {term.words}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <DialogActions>
            <Button variant="primary" disabled={pending} onClick={() => void make()}>
              Make the link
            </Button>
          </DialogActions>
        </>
      ) : (
        <>
          <Field
            label="The link"
            hint={`It is shown this once, and opens the report until ${answer?.expiresAt?.slice(0, 10)}.`}
          >
            {(control) => (
              <Input
                {...control}
                readOnly
                className="font-mono text-xs"
                value={url}
                onFocus={({ target }) => target.select()}
              />
            )}
          </Field>
          <DialogActions>
            <span role="status" className="mr-auto text-sm text-ink-3">
              {copied && 'Copied.'}
            </span>
            <Button
              variant="primary"
              onClick={() => {
                navigator.clipboard
                  ?.writeText(url)
                  .then(() => setCopied(true))
                  .catch(() => setCopied(false));
              }}
            >
              Copy the link
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
