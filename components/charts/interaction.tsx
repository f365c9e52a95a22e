'use client';

import { useEffect } from 'react';
import { useActiveTooltipLabel } from 'recharts';
import type { Cursor } from './cursor';

/** Inside a chart: tells the shared cursor where pointer, finger or arrow keys are. */
export function CursorReader({ cursor }: { cursor: Cursor }) {
  const label = useActiveTooltipLabel();
  useEffect(() => {
    cursor.move(label === undefined ? undefined : Number(label));
  }, [cursor, label]);
  return null;
}
