'use client';

import { type FormEvent, useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input, Select, Textarea } from '@/components/ui/forms/field';
import type { FormAction } from '@/components/ui/forms/form-state';
import { Notice } from '@/components/ui/page';
import type { CheckPlan, ImportPlan, PlanImport } from './plan-check';
import { PlanEditor } from './plan-editor';
import { PlanVerdict } from './plan-preview';
import { stripResponseBodies } from './strip-response-bodies';

interface PlanImportProps {
  make: ImportPlan;
  check: CheckPlan;
  save: FormAction;
}

const FORMATS = [
  { value: '', label: 'Auto-detect' },
  { value: 'curl', label: 'curl commands' },
  { value: 'har', label: 'HAR file' },
  { value: 'openapi', label: 'OpenAPI 3 document' },
] as const;

/** Requests that exist already, made into a plan to edit. */
export function PlanImportForm({ make, check, save }: PlanImportProps) {
  const [text, setText] = useState('');
  const [format, setFormat] = useState('');
  const [made, setMade] = useState<{ count: number; answer: PlanImport }>();
  const [pending, startTransition] = useTransition();

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    startTransition(async () => {
      const answer = await make(stripResponseBodies(text), format).catch(() => NO_RESPONSE);
      startTransition(() => setMade((before) => ({ count: (before?.count ?? 0) + 1, answer })));
    });
  }

  return (
    <>
      <form onSubmit={onSubmit} className="flex max-w-3xl flex-col gap-5">
        <Field
          label="Requests"
          hint="Paste curl commands, a HAR file from the browser’s network panel, an OpenAPI 3 document (JSON or YAML), or a plan. No requests are sent."
        >
          {(control) => (
            <Textarea
              {...control}
              rows={10}
              spellCheck={false}
              autoCapitalize="off"
              placeholder="curl 'https://training.example/api/jobs' -H 'accept: application/json'"
              className="font-mono text-xs! leading-5"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label="Or choose a file">
            {(control) => (
              <Input
                {...control}
                type="file"
                accept=".har,.json,.yaml,.yml,.sh,.txt"
                className="py-1 text-sm file:mr-3 file:border-0 file:bg-transparent file:font-medium"
                onChange={async (event) => {
                  const file = event.target.files?.[0];
                  if (file !== undefined) setText(await file.text());
                }}
              />
            )}
          </Field>
          <Field label="Format">
            {(control) => (
              <Select
                {...control}
                className="w-full"
                value={format}
                onChange={(event) => setFormat(event.target.value)}
              >
                {FORMATS.map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <div className="flex gap-2">
          <Button variant="primary" type="submit" disabled={pending || text.trim() === ''}>
            {pending ? 'Importing…' : 'Import'}
          </Button>
        </div>
      </form>
      {made !== undefined && (
        <div className="mt-8 flex flex-col gap-6 border-t pt-6">
          <Outcome answer={made.answer} />
          {made.answer.status === 'made' && (
            <PlanEditor key={made.count} text={made.answer.text} check={check} save={save} />
          )}
        </div>
      )}
    </>
  );
}

function Outcome({ answer }: { answer: PlanImport }) {
  if (answer.status === 'refused') return <PlanVerdict check={answer} pending={false} />;
  if (answer.notes.length === 0) return null;
  return (
    <Notice tone="info" role="status" title="Plan imported">
      <ul className="list-disc pl-4">
        {answer.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </Notice>
  );
}

const NO_RESPONSE: PlanImport = {
  status: 'refused',
  message:
    'The dashboard did not respond. Check that it is running, and that the text is not too long.',
  problems: [],
};
