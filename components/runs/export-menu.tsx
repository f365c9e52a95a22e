'use client';

import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuLink } from '@/components/ui/menu';
import { EXPORT_FORMATS } from '@/lib/plan/export-formats';

/** The run as a file, and what each kind of file is for. */
export function ExportMenu({ number }: { number: number }) {
  return (
    <Menu
      trigger={
        <Button>
          <Download className="size-4" aria-hidden="true" />
          Export
        </Button>
      }
    >
      {Object.entries(EXPORT_FORMATS).map(([format, { ending, words }]) => (
        <MenuLink key={format} href={`/api/runs/${number}/export?format=${format}`}>
          <span className="w-20 shrink-0 font-mono text-xs">.{ending}</span>
          <span className="text-ink-2">{words}</span>
        </MenuLink>
      ))}
    </Menu>
  );
}
