'use client';

import { FileCode2, FileText, Printer } from 'lucide-react';
import { useDeferredValue, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox, Field, Input, Select, Textarea } from '@/components/ui/forms/field';
import type { FormAction } from '@/components/ui/forms/form-state';
import { PageHeader } from '@/components/ui/page';
import {
  MAX_NOTES,
  MAX_TITLE,
  PAPERS,
  REPORT_SECTIONS,
  type ReportRequest,
  type ReportTemplate,
  reportQuery,
} from '@/lib/reports/model';
import { ShareDialog, type ShareReport } from './share-dialog';
import { TemplateDialog } from './template-dialog';
import { useReportFile } from './use-report-file';

interface ReportBuilderProps {
  first: ReportRequest;
  /** What it is a report of: "Run 12". */
  of: string;
  /** Of its kind. */
  templates: readonly ReportTemplate[];
  share: ShareReport;
  saveTemplate: FormAction;
}

/** What a report contains, chosen beside the report as it will be. */
export function ReportBuilder({ first, of, templates, share, saveTemplate }: ReportBuilderProps) {
  const [request, setRequest] = useState(first);
  const { save, pending, problem } = useReportFile(request);
  const query = reportQuery(request);
  const shown = useDeferredValue(query);
  const template = templates.find(({ id }) => id === request.template);

  function change(part: Partial<ReportRequest>) {
    const next = { ...request, ...part };
    setRequest(next);
    window.history.replaceState(null, '', `?${reportQuery(next)}`);
  }

  function begin(id: number) {
    const chosen = templates.find((one) => one.id === id);
    if (chosen === undefined) return change({ template: undefined });
    const { without, title, notes, paper } = chosen;
    change({ without, title, notes, paper, template: chosen.id });
  }

  return (
    <>
      <PageHeader
        title={`Report: ${of}`}
        action={
          <>
            <TemplateDialog request={request} name={template?.name} save={saveTemplate} />
            <ShareDialog query={query} share={share} />
            <Button onClick={() => window.open(`/print?${query}`)}>
              <Printer className="size-4" aria-hidden="true" />
              Print
            </Button>
            <Button disabled={pending !== undefined} onClick={() => void save('html')}>
              <FileCode2 className="size-4" aria-hidden="true" />
              {pending === 'html' ? 'Generating…' : 'Save as HTML'}
            </Button>
            <Button
              variant="primary"
              disabled={pending !== undefined}
              onClick={() => void save('pdf')}
            >
              <FileText className="size-4" aria-hidden="true" />
              {pending === 'pdf' ? 'Generating…' : 'Save as PDF'}
            </Button>
          </>
        }
      />
      {problem !== undefined && (
        <p role="alert" className="mb-4 text-pretty text-fail">
          {problem}
        </p>
      )}
      <div className="grid gap-6 lg:grid-cols-[18rem_minmax(0,1fr)]">
        <div className="flex flex-col gap-5">
          {templates.length > 0 && (
            <Field label="Template">
              {(control) => (
                <Select
                  {...control}
                  className="w-full"
                  value={request.template ?? ''}
                  onChange={({ target }) => begin(Number(target.value))}
                >
                  <option value="">None</option>
                  {templates.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          )}
          <Field label="Title" hint={`Default: “${of}”`}>
            {(control) => (
              <Input
                {...control}
                maxLength={MAX_TITLE}
                placeholder={of}
                value={request.title ?? ''}
                onChange={({ target }) => change({ title: target.value || undefined })}
              />
            )}
          </Field>
          <Field label="Notes" hint="Shown at the top of the report.">
            {(control) => (
              <Textarea
                {...control}
                rows={4}
                maxLength={MAX_NOTES}
                value={request.notes ?? ''}
                onChange={({ target }) => change({ notes: target.value || undefined })}
              />
            )}
          </Field>
          <Field label="Paper">
            {(control) => (
              <Select
                {...control}
                className="w-full"
                value={request.paper}
                onChange={({ target }) =>
                  change({ paper: target.value === 'letter' ? 'letter' : 'a4' })
                }
              >
                {Object.entries(PAPERS).map(([paper, name]) => (
                  <option key={paper} value={paper}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Sections request={request} change={change} />
        </div>
        <ReportPreview query={shown} />
      </div>
    </>
  );
}

interface SectionsProps {
  request: ReportRequest;
  change: (part: Partial<ReportRequest>) => void;
}

function Sections({ request: { subject, without }, change }: SectionsProps) {
  const names = Object.entries(REPORT_SECTIONS[subject.kind]);
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">Sections</legend>
      <div className="flex flex-col gap-2">
        {names.map(([name, label]) => (
          <Checkbox
            key={name}
            checked={!without.includes(name)}
            onChange={({ target }) =>
              change({
                without: names
                  .map(([one]) => one)
                  .filter((one) => (one === name ? !target.checked : without.includes(one))),
              })
            }
          >
            {label}
          </Checkbox>
        ))}
      </div>
      <p className="mt-2 text-sm text-pretty text-ink-3">
        The summary and the validity notice are always included.
      </p>
    </fieldset>
  );
}

const PAUSE_MS = 400;

/** The report as it will be; it follows what is typed once there is a pause. */
function ReportPreview({ query }: { query: string }) {
  const [shown, setShown] = useState(query);
  useEffect(() => {
    const timer = setTimeout(() => setShown(query), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query]);
  return (
    <iframe
      title="Report preview"
      src={`/print?${shown}`}
      className="h-[calc(100dvh-9rem)] min-h-96 w-full rounded-lg border bg-well max-lg:h-[70dvh]"
    />
  );
}
