'use client';

import { Button } from '@/components/ui/button';
import { clock } from '@/lib/core/duration';
import { useTimeline } from './timeline';

/** How to zoom; once zoomed, what is shown and the way back. */
export function ZoomNote() {
  const { shown, zoomed, zoom } = useTimeline();
  if (!zoomed)
    return (
      <p className="text-xs text-ink-3 max-sm:hidden">Drag to zoom, double-click to see it all</p>
    );
  return (
    <>
      <span className="nums text-sm text-ink-2">
        {clock(shown[0])} to {clock(shown[1])}
      </span>
      <Button size="sm" onClick={() => zoom(undefined)}>
        Reset zoom
      </Button>
    </>
  );
}
