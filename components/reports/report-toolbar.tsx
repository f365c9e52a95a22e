'use client';

import { FileDown, Printer } from 'lucide-react';
import { useState } from 'react';
import { download } from '@/components/charts/download';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/components/ui/hooks';
import { standalonePage } from './standalone-page';

/** Over a report on the screen: what the reader's own browser makes of it. Not within the builder's preview. */
export function ReportToolbar({ fileName, note }: { fileName: string; note?: string }) {
  const hydrated = useHydrated();
  const [problem, setProblem] = useState<string>();
  if (hydrated && window.self !== window.top) return null;
  async function save() {
    try {
      const page = await standalonePage();
      download(new Blob([page], { type: 'text/html' }), `${fileName}.html`);
    } catch {
      setProblem('The file could not be created. Print the page instead.');
    }
  }
  return (
    <div
      data-noprint
      className="mx-auto mb-4 flex w-full max-w-[924px] flex-wrap items-center gap-2"
    >
      <p role="status" className="min-w-0 flex-1 text-sm text-pretty text-ink-2">
        {problem ?? note}
      </p>
      <Button onClick={() => void save()}>
        <FileDown className="size-4" aria-hidden="true" />
        Save as HTML
      </Button>
      <Button onClick={() => window.print()}>
        <Printer className="size-4" aria-hidden="true" />
        Print
      </Button>
    </div>
  );
}
