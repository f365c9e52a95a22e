'use client';

import { useTimeline } from '@/components/charts/timeline';
import { clock } from '@/lib/format/duration';

/** The marks and shades of the charts in words, for those who do not see them. */
export function MarkList() {
  const { marks, spans } = useTimeline();
  if (marks.length + spans.length === 0) return null;
  return (
    <ul aria-label="Changes of load" className="sr-only">
      {spans.map(({ from, to, label }) => (
        <li key={label}>
          {clock(from)} to {clock(to)}: {label}
        </li>
      ))}
      {marks.map(({ id, x, label }) => (
        <li key={id}>
          At {clock(x)}: {label}
        </li>
      ))}
    </ul>
  );
}
