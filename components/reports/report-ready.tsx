'use client';

import { useEffect } from 'react';
import { standalonePage } from './standalone-page';

const LIMIT_MS = 10_000;

/**
 * Tells whoever prints the page when it is all there: `html[data-report]` is 'ready' once fonts are loaded and
 * every chart is drawn, 'failed' when one is not in time. `plimsollReport()` gives it as one file.
 */
export function ReportReady() {
  useEffect(() => {
    const root = document.documentElement;
    Object.assign(window, { plimsollReport: standalonePage });
    const begunMs = performance.now();
    let frame = 0;
    const look = () => {
      if (areChartsDrawn()) {
        void document.fonts.ready.then(() => {
          frame = requestAnimationFrame(() => {
            root.dataset.report = 'ready';
          });
        });
        return;
      }
      if (performance.now() - begunMs > LIMIT_MS) root.dataset.report = 'failed';
      else frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => {
      cancelAnimationFrame(frame);
      delete root.dataset.report;
    };
  }, []);
  return null;
}

/** A plot without anything to draw keeps its bare lines. */
function areChartsDrawn(): boolean {
  return [...document.querySelectorAll('.report .plot')].every(
    (plot) =>
      plot.querySelector('svg.recharts-surface') !== null ||
      plot.parentElement?.querySelector(':scope > p') != null,
  );
}
