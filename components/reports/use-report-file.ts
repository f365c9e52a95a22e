'use client';

import { useState } from 'react';
import { download } from '@/components/charts/download';
import { type ReportRequest, reportFileName, reportQuery, TOKEN_META } from '@/lib/reports/model';

export type ReportFormat = 'pdf' | 'html';

/** Has a report printed and saves it; `pending` while that takes its seconds, `problem` when it cannot be. */
export function useReportFile(request: ReportRequest) {
  const [pending, setPending] = useState<ReportFormat>();
  const [problem, setProblem] = useState<string>();

  async function save(format: ReportFormat) {
    setPending(format);
    setProblem(undefined);
    try {
      const response = await fetch(`/api/reports?format=${format}&${reportQuery(request)}`, {
        method: 'POST',
        headers: { [TOKEN_META]: tokenOfPage() },
      });
      if (response.ok)
        download(await response.blob(), `${reportFileName(request.subject)}.${format}`);
      else setProblem(((await response.json()) as { message: string }).message);
    } catch {
      setProblem('The dashboard did not respond. Check that it is running, then try again.');
    }
    setPending(undefined);
  }

  return { save, pending, problem };
}

function tokenOfPage(): string {
  return document.querySelector<HTMLMetaElement>(`meta[name=${TOKEN_META}]`)?.content ?? '';
}
