'use client';

import {
  ChartLine,
  ClipboardCopy,
  Ellipsis,
  FileDown,
  ImageDown,
  Ruler,
  Table2,
} from 'lucide-react';
import { type RefObject, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { Scale } from './axis';
import { delimited, download, rasterOf, standaloneSvg } from './download';
import type { DataColumn } from './series';

interface ChartMenuProps {
  title: string;
  unit: string;
  fileName: string;
  columns: () => DataColumn[];
  plot: RefObject<HTMLDivElement | null>;
  asTable: boolean;
  onToggleTable: () => void;
  /** The y axis's scale, where it may be chosen. */
  scale?: Scale;
  onScale?: (scale: Scale) => void;
}

export function ChartMenu(props: ChartMenuProps) {
  const { title, unit, fileName, columns, plot, asTable } = props;
  const [message, setMessage] = useState('');

  function announce(text: string) {
    setMessage(text);
    setTimeout(() => setMessage(''), 4000);
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(delimited(columns(), '\t'));
      announce('Copied.');
    } catch {
      announce('Copying was blocked by the browser. Save as CSV instead.');
    }
  }

  async function savePicture(kind: 'svg' | 'png') {
    const drawn = plot.current?.querySelector<SVGSVGElement>('svg.recharts-surface');
    if (!drawn) return;
    try {
      const svg = await standaloneSvg(drawn, `${title}, ${unit}`);
      const file =
        kind === 'png' ? await rasterOf(svg) : new Blob([svg.outerHTML], { type: 'image/svg+xml' });
      download(file, `${fileName}.${kind}`);
    } catch {
      announce('The image could not be created. Save as CSV instead.');
    }
  }

  return (
    <>
      <span role="status" className="text-xs text-ink-3">
        {message}
      </span>
      <Menu
        trigger={
          <Button variant="quiet" size="sm" square aria-label={`Export ${title}`}>
            <Ellipsis className="size-4" aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem icon={asTable ? ChartLine : Table2} onSelect={props.onToggleTable}>
          {asTable ? 'Show chart' : 'Show table'}
        </MenuItem>
        {props.onScale !== undefined && (
          <MenuItem
            icon={Ruler}
            onSelect={() => props.onScale?.(props.scale === 'log' ? 'linear' : 'log')}
          >
            {props.scale === 'log' ? 'Linear scale' : 'Logarithmic scale'}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={ClipboardCopy} onSelect={() => void copy()}>
          Copy data
        </MenuItem>
        <MenuItem
          icon={FileDown}
          onSelect={() =>
            download(new Blob([delimited(columns(), ',')], { type: 'text/csv' }), `${fileName}.csv`)
          }
        >
          Save as CSV
        </MenuItem>
        {!asTable && (
          <>
            <MenuItem icon={FileDown} onSelect={() => void savePicture('svg')}>
              Save as SVG
            </MenuItem>
            <MenuItem icon={ImageDown} onSelect={() => void savePicture('png')}>
              Save as PNG
            </MenuItem>
          </>
        )}
      </Menu>
    </>
  );
}
