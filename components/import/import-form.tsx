'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { Button } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/forms/field';
import { Notice } from '@/components/ui/page';
import { percent, textOf } from '@/lib/core/number';
import { parseJson } from '@/lib/core/parse-json';

interface ImportFormProps {
  formats: readonly { name: string; words: string }[];
  targets: readonly string[];
}

const MAX_SHOWN = 21;

/** A file and what to call it; the file is sent as it is read, however large it is. */
export function ImportForm({ formats, targets }: ImportFormProps) {
  const router = useRouter();
  const [sent, setSent] = useState<number>();
  const [refused, setRefused] = useState<ImportResponse>();

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const file = data.get('file');
    if (!(file instanceof File) || file.name === '') {
      setRefused({ message: 'Choose a file first.', problems: [] });
      return;
    }
    setRefused(undefined);
    setSent(0);
    const answer = await sendImport(file, data, setSent);
    setSent(undefined);
    if (answer.number === undefined) setRefused(answer);
    else router.push(`/runs/${answer.number}`);
  }

  return (
    <form onSubmit={onSubmit} noValidate className="flex max-w-xl flex-col gap-4">
      {refused !== undefined && (
        <Notice tone="fail" title={refused.message} role="alert">
          {refused.problems.length > 0 && (
            <ul className="list-disc pl-4">
              {refused.problems.slice(0, MAX_SHOWN).map(({ path, message }) => (
                <li key={`${path} ${message}`}>
                  {path} {message}
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      <Field label="File" hint="Unmodified tool output, uncompressed, UTF-8.">
        {(control) => <Input {...control} name="file" type="file" className="h-auto! py-1.5" />}
      </Field>
      <Field label="Format">
        {(control) => (
          <Select {...control} name="format" className="w-full">
            <option value="">Auto-detect</option>
            {formats.map(({ name, words }) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <Field label="Scenario" hint="Runs with the same scenario and tool share a trend.">
          {(control) => <Input {...control} name="scenario" maxLength={100} autoComplete="off" />}
        </Field>
        <Field label="Target" hint="The service under test.">
          {(control) => (
            <>
              <Input {...control} name="target" maxLength={200} list="targets" autoComplete="off" />
              <datalist id="targets">
                {targets.map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      </div>
      <div className="flex items-center gap-3">
        <Button variant="primary" type="submit" disabled={sent !== undefined}>
          Import
        </Button>
        <span role="status" className="nums text-sm text-ink-2">
          {sent !== undefined &&
            (sent < 1 ? `Uploading: ${textOf(percent(sent))}` : 'Uploaded. Importing…')}
        </span>
      </div>
    </form>
  );
}

/** What became of an import: the run's number, or what is wrong. */
const NO_RESPONSE = 'The dashboard did not respond. Check that it is running, then try again.';

const responseSchema = z.object({
  number: z.number().optional(),
  message: z.string().default(NO_RESPONSE),
  problems: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

export type ImportResponse = z.output<typeof responseSchema>;

/** Sends a file to be imported; `onSent` is told the share that has left, 0 to 1. */
function sendImport(
  file: File,
  data: FormData,
  onSent: (share: number) => void,
): Promise<ImportResponse> {
  const query = new URLSearchParams({ file: file.name });
  for (const name of ['format', 'scenario', 'target']) {
    const value = data.get(name);
    if (typeof value === 'string' && value !== '') query.set(name, value);
  }
  return new Promise((resolve) => {
    const refused = () => resolve({ message: NO_RESPONSE, problems: [] });
    const request = new XMLHttpRequest();
    request.open('POST', `/api/runs/import?${query}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    request.onload = () => {
      try {
        resolve(parseJson(responseSchema, request.responseText));
      } catch {
        refused();
      }
    };
    request.onerror = refused;
    request.send(file);
  });
}
