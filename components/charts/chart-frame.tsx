'use client';

import { type ReactNode, useRef, useState } from 'react';
import { useHydrated } from '@/components/ui/hooks';
import { useIsPrinted } from '@/components/ui/print';
import type { Scale } from './axis';
import { ChartMenu } from './chart-menu';
import { ChartTable, PrintedTable } from './chart-table';
import type { DataColumn } from './series';

interface ChartFrameProps {
  title: string;
  unit: string;
  /** What to know before reading it. */
  note?: string;
  height: number;
  legend?: ReactNode;
  /** The data behind the plot, for its table and its copies. */
  columns: () => DataColumn[];
  /** Without an ending: "run-12-response-time". */
  fileName: string;
  empty?: string;
  scale?: Scale;
  onScale?: (scale: Scale) => void;
  children: ReactNode;
}

/** What all charts share: title with unit, legend, the table behind, copies; always one size. */
export function ChartFrame(props: ChartFrameProps) {
  const plot = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const hydrated = useHydrated();
  const printed = useIsPrinted();
  return (
    <figure aria-label={`${props.title}, ${props.unit}`} className="min-w-0">
      <figcaption className="flex min-h-10 flex-wrap items-center gap-x-3 py-1 pr-1 pl-4">
        <span className="text-sm font-medium">
          {props.title} <span className="font-normal text-ink-3">{props.unit}</span>
        </span>
        {props.note !== undefined && <span className="text-xs text-ink-3">{props.note}</span>}
        <span className="flex-1" />
        <div className="max-sm:order-last max-sm:-ml-1.5 max-sm:w-full sm:ml-auto">
          {props.legend}
        </div>
        {!printed && (
          <div className="ml-auto">
            <ChartMenu
              title={props.title}
              unit={props.unit}
              fileName={props.fileName}
              columns={props.columns}
              plot={plot}
              asTable={asTable}
              onToggleTable={() => setAsTable(!asTable)}
              scale={props.scale}
              onScale={props.onScale}
            />
          </div>
        )}
      </figcaption>
      <div style={{ height: props.height }} className="relative">
        {asTable ? (
          <ChartTable
            title={props.title}
            columns={props.columns()}
            onClose={() => setAsTable(false)}
          />
        ) : (
          <div ref={plot} className="plot h-full select-none">
            {hydrated && props.empty === undefined ? props.children : <PlotSkeleton />}
          </div>
        )}
        {props.empty !== undefined && !asTable && (
          <p className="pointer-events-none absolute inset-0 grid place-items-center pb-6 text-sm text-ink-3">
            {props.empty}
          </p>
        )}
      </div>
      {printed && props.empty === undefined && (
        <PrintedTable title={props.title} columns={props.columns()} />
      )}
    </figure>
  );
}

/** Grid lines at the plot's own places. */
function PlotSkeleton() {
  return (
    <div
      aria-hidden="true"
      className="absolute top-2 right-16 bottom-6 left-14 flex flex-col justify-between"
    >
      {[0, 1, 2, 3, 4].map((line) => (
        <div key={line} className="h-px bg-line" />
      ))}
    </div>
  );
}
