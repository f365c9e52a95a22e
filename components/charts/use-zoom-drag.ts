'use client';

import { useState } from 'react';
import type { Range } from './timeline';

interface PointerState {
  activeLabel?: string | number | undefined;
}

/** Drag across a plot to choose a range of its x axis. */
export function useZoomDrag(onChosen: (range: Range) => void) {
  const [drag, setDrag] = useState<Range>();

  return {
    drag,
    handlers: {
      onMouseDown: ({ activeLabel }: PointerState) => {
        const x = Number(activeLabel);
        if (activeLabel !== undefined && Number.isFinite(x)) setDrag([x, x]);
      },
      onMouseMove: ({ activeLabel }: PointerState) => {
        const x = Number(activeLabel);
        if (drag !== undefined && activeLabel !== undefined && Number.isFinite(x))
          setDrag([drag[0], x]);
      },
      onMouseUp: () => {
        if (drag !== undefined && drag[0] !== drag[1])
          onChosen([Math.min(...drag), Math.max(...drag)]);
        setDrag(undefined);
      },
      onMouseLeave: () => setDrag(undefined),
    },
  };
}
