'use client';

import { Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuLink } from '@/components/ui/menu';
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/export/model';

interface ExportMenuProps {
  number: number;
  /** Those that the run has something for. */
  formats: readonly ExportFormat[];
}

/** The run as a file, and what each kind of file is for. */
export function ExportMenu({ number, formats }: ExportMenuProps) {
  return (
    <Menu
      trigger={
        <Button>
          <Download className="size-4" aria-hidden="true" />
          Export
        </Button>
      }
    >
      {formats.map((format) => (
        <MenuLink key={format} href={`/api/runs/${number}/export?format=${format}`}>
          <span className="w-20 shrink-0 font-mono text-xs">.{EXPORT_FORMATS[format].ending}</span>
          <span className="text-ink-2">{EXPORT_FORMATS[format].words}</span>
        </MenuLink>
      ))}
    </Menu>
  );
}
