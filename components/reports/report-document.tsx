import type { ReactNode } from 'react';
import { Logo } from '@/components/ui/logo';
import { Lead } from '@/components/ui/page';
import { PrintLayout } from '@/components/ui/print';
import type { ReportRequest } from '@/lib/reports/model';
import { pageRules } from './page-rules';
import { ReportDate } from './report-date';
import { ReportReady } from './report-ready';

export interface ReportFrame {
  request: ReportRequest;
  /** As a data address. */
  logo?: string;
}

interface ReportDocumentProps extends ReportFrame {
  /** What it is a report of: stands where no title was chosen, and at the head of every page. */
  name: string;
  /** Under the title: what, against what, when. */
  facts: ReactNode;
  /** The sentence that answers it. */
  lead: ReactNode;
  children: ReactNode;
}

/** A report on paper: the verdict first, then what it rests on. */
export function ReportDocument(props: ReportDocumentProps) {
  const { request, logo, name, facts, lead, children } = props;
  return (
    <PrintLayout>
      <article className="report" aria-label={request.title ?? name}>
        <style>{pageRules(request.title ?? name, request.paper)}</style>
        <header className="mb-6 border-b pb-4">
          <div className="mb-6 flex items-center justify-between gap-4 text-ink-2">
            <span className="flex items-center gap-2 font-medium">
              <Logo size={20} />
              Plimsoll
            </span>
            {logo !== undefined && (
              // biome-ignore lint/performance/noImgElement: a data address of the user's own has nothing to be optimised.
              <img src={logo} alt="" className="max-h-12 max-w-56 object-contain" />
            )}
          </div>
          <h1 className="text-2xl font-semibold tracking-tight text-balance">
            {request.title ?? name}
          </h1>
          <div className="nums mt-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-2">
            {request.title !== undefined && <span>{name}</span>}
            {facts}
            <ReportDate />
          </div>
        </header>
        <Lead>{lead}</Lead>
        {request.notes !== undefined && (
          <aside
            aria-label="Notes"
            className="mb-6 border-l-2 border-line-strong pl-3 whitespace-pre-line text-ink-2"
          >
            {request.notes}
          </aside>
        )}
        {children}
      </article>
      <ReportReady />
    </PrintLayout>
  );
}
