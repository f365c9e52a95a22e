'use client';

import { FileCode2, FileText, Printer, SlidersHorizontal } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { type ReportSubject, reportQuery, wholeReport } from '@/lib/reports/model';
import { useReportFile } from './use-report-file';

/** The report of what a page shows: at a click, or with contents to choose. */
export function ReportMenu({ subject }: { subject: ReportSubject }) {
  const router = useRouter();
  const request = wholeReport(subject);
  const { save, pending, problem } = useReportFile(request);
  return (
    <>
      {problem !== undefined && (
        <p role="alert" className="max-w-[60ch] text-sm text-pretty text-fail">
          {problem}
        </p>
      )}
      <Menu
        trigger={
          <Button disabled={pending !== undefined}>
            <FileText className="size-4" aria-hidden="true" />
            {pending === undefined ? 'Report' : 'Generating…'}
          </Button>
        }
      >
        <MenuItem icon={FileText} onSelect={() => void save('pdf')}>
          Save as PDF
        </MenuItem>
        <MenuItem icon={FileCode2} onSelect={() => void save('html')}>
          Save as HTML
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Printer} onSelect={() => window.open(`/print?${reportQuery(request)}`)}>
          Print…
        </MenuItem>
        <MenuItem
          icon={SlidersHorizontal}
          onSelect={() => router.push(`/reports?${reportQuery(request)}`)}
        >
          Customize and share
        </MenuItem>
      </Menu>
    </>
  );
}
