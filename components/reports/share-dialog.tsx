'use client';

import { Share2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input, Select } from '@/components/ui/forms/field';
import type { FormState } from '@/components/ui/forms/form-state';

export type ShareResult = FormState & { told?: { path: string; expiresAt: string } };
export type ShareReport = (query: string, days: number) => Promise<ShareResult>;

const EXPIRY_OPTIONS = [
  { days: 1, label: 'After 1 day' },
  { days: 7, label: 'After 7 days' },
  { days: 30, label: 'After 30 days' },
  { days: 90, label: 'After 90 days' },
] as const;

/** Makes an address by which others read the report as it is chosen now. */
export function ShareDialog({ query, share }: { query: string; share: ShareReport }) {
  const [open, setOpen] = useState(false);
  const [days, setDays] = useState(7);
  const [answer, setAnswer] = useState<ShareResult>();
  const [pending, setPending] = useState(false);
  const [copied, setCopied] = useState(false);
  const made = answer?.told;
  const url = made && `${globalThis.location?.origin ?? ''}${made.path}`;
  async function make() {
    setPending(true);
    try {
      setAnswer(await share(query, days));
    } catch {
      setAnswer({ status: 'refused', message: 'The dashboard did not respond.', problems: [] });
    }
    setPending(false);
  }
  return (
    <Dialog
      title="Share report"
      description="Anyone with the link can view this report, and nothing else, until it expires or is revoked."
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
          <Field label="Expires">
            {(control) => (
              <Select
                {...control}
                className="w-full"
                value={days}
                onChange={({ target }) => setDays(Number(target.value))}
              >
                {EXPIRY_OPTIONS.map((term) => (
                  <option key={term.days} value={term.days}>
                    {term.label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <DialogActions>
            <Button variant="primary" disabled={pending} onClick={() => void make()}>
              Create link
            </Button>
          </DialogActions>
        </>
      ) : (
        <>
          <Field label="Link" hint={`Shown only once. Expires on ${made?.expiresAt.slice(0, 10)}.`}>
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
              Copy link
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
