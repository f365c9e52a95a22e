'use client';

import { Button } from '@/components/ui/button';
import { useAction } from '@/components/ui/forms/form';
import type { FormState } from '@/components/ui/forms/form-state';
import { Instant } from '@/components/ui/instant';
import { Empty, Lead, PageHeader, Section } from '@/components/ui/page';
import { rowLine, Table, Td, Th } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { plural } from '@/lib/core/number';
import {
  REPORT_SECTIONS,
  type ReportKind,
  type ReportTemplate,
  type SharedLinkView,
} from '@/lib/reports/model';

interface ReportsPageProps {
  templates: readonly ReportTemplate[];
  shared: readonly SharedLinkView[];
  removeTemplate: (id: number) => Promise<FormState>;
  revoke: (id: number) => Promise<FormState>;
  problems: readonly string[];
}

const KINDS: Record<ReportKind, string> = {
  run: 'Run',
  compare: 'Comparison',
  suite: 'Suite',
  capacity: 'Capacity',
};

/** Where reports are made, what is kept for them, and who may read which. */
export function ReportsPage(props: ReportsPageProps) {
  const { templates, shared, problems } = props;
  const open = shared.filter(({ expired }) => !expired).length;
  return (
    <>
      <PageHeader title="Reports" />
      {problems.length > 0 && (
        <p role="alert" className="mb-4 text-fail">
          {problems.join(' ')}
        </p>
      )}
      <Lead>
        {open === 0
          ? 'No reports are shared.'
          : `${plural(open, 'report is', 'reports are')} shared by link.`}
      </Lead>
      <p className="max-w-[80ch] text-pretty text-ink-2">
        Create a report with “Report” on a <TextLink href="/runs">run</TextLink>, a{' '}
        <TextLink href="/compare">comparison</TextLink>, a <TextLink href="/suites">suite</TextLink>{' '}
        or the <TextLink href="/capacity">capacity</TextLink> page. Save it as PDF or HTML, or
        customize and share it.
      </p>
      <Section title="Shared links">
        <SharedLinks {...props} />
      </Section>
      <Section title="Templates">
        {templates.length === 0 ? (
          <Empty title="No templates yet">
            Customize a report, then choose “Save as template” to reuse its contents.
          </Empty>
        ) : (
          <Templates {...props} />
        )}
      </Section>
    </>
  );
}

function SharedLinks({ shared, revoke }: ReportsPageProps) {
  const { run, pending, problem } = useAction();
  if (shared.length === 0) return <p className="text-sm text-ink-3">No shared links.</p>;
  return (
    <>
      {problem !== undefined && <p className="mb-2 text-fail">{problem}</p>}
      <Table className="as-list">
        <thead>
          <tr>
            <Th>Report</Th>
            <Th>Created</Th>
            <Th>Expires</Th>
            <Th>
              <span className="sr-only">Revoke</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {shared.map(({ id, name, query, createdAt, expiresAt, expired }) => (
            <tr key={id} className={rowLine}>
              <Td>
                <TextLink href={`/reports?${query}`}>{name}</TextLink>
              </Td>
              <Td label="created">
                <Instant iso={createdAt} relative />
              </Td>
              <Td label="expires">
                {expired ? (
                  <span className="text-ink-3">expired</span>
                ) : (
                  <Instant iso={expiresAt} relative />
                )}
              </Td>
              <Td className="text-right">
                <Button
                  size="sm"
                  variant="quiet"
                  disabled={pending}
                  onClick={() => run(() => revoke(id))}
                >
                  {expired ? 'Remove' : 'Revoke'}
                  <span className="sr-only"> the link to {name}</span>
                </Button>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

function Templates({ templates, removeTemplate }: ReportsPageProps) {
  const { run, pending, problem } = useAction();
  return (
    <>
      {problem !== undefined && <p className="mb-2 text-fail">{problem}</p>}
      <Table className="as-list">
        <thead>
          <tr>
            <Th>Template</Th>
            <Th>Type</Th>
            <Th>Sections</Th>
            <Th>Logo</Th>
            <Th>
              <span className="sr-only">Delete</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {templates.map(({ id, name, kind, without, hasLogo }) => {
            const all = Object.keys(REPORT_SECTIONS[kind]).length;
            return (
              <tr key={id} className={rowLine}>
                <Td className="font-medium">{name}</Td>
                <Td label="type">{KINDS[kind]}</Td>
                <Td label="sections">
                  {all - without.length} of {all}
                </Td>
                <Td label="logo">{hasLogo ? 'Yes' : 'No'}</Td>
                <Td className="text-right">
                  <Button
                    size="sm"
                    variant="quiet"
                    disabled={pending}
                    onClick={() => run(() => removeTemplate(id))}
                  >
                    Delete<span className="sr-only"> {name}</span>
                  </Button>
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </>
  );
}
