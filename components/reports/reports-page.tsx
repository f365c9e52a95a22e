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
  run: 'a run',
  compare: 'a comparison',
  suite: 'a suite',
  capacity: 'capacity',
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
          ? 'No report is shared at the moment.'
          : `${plural(open, 'report')} can be read by whoever has the link.`}
      </Lead>
      <p className="max-w-[80ch] text-pretty text-ink-2">
        A report is made where its subject is: “Report” on the page of a{' '}
        <TextLink href="/runs">run</TextLink>, a <TextLink href="/compare">comparison</TextLink>, a{' '}
        <TextLink href="/suites">suite</TextLink> or of{' '}
        <TextLink href="/capacity">capacity</TextLink> saves it as PDF or as one HTML file, and
        leads to its contents and to sharing it.
      </p>
      <Section title="Shared links">
        <SharedLinks {...props} />
      </Section>
      <Section title="Templates">
        {templates.length === 0 ? (
          <Empty title="No template yet">
            Choose a report’s contents, then “Keep as template”: the next one begins with them.
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
  if (shared.length === 0) return <p className="text-sm text-ink-3">None.</p>;
  return (
    <>
      {problem !== undefined && <p className="mb-2 text-fail">{problem}</p>}
      <Table className="as-list">
        <thead>
          <tr>
            <Th>Report</Th>
            <Th>Made</Th>
            <Th>Opens until</Th>
            <Th>
              <span className="sr-only">Take back</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {shared.map(({ id, name, query, createdAt, expiresAt, expired }) => (
            <tr key={id} className={rowLine}>
              <Td>
                <TextLink href={`/reports?${query}`}>{name}</TextLink>
              </Td>
              <Td label="made">
                <Instant iso={createdAt} />
              </Td>
              <Td label="until">
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
                  {expired ? 'Remove' : 'Take back'}
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
            <Th>Of</Th>
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
                <Td label="of">{KINDS[kind]}</Td>
                <Td label="sections">
                  {all - without.length} of {all}
                </Td>
                <Td label="logo">{hasLogo ? 'yes' : 'none'}</Td>
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
