'use client';

import { useEffect, useState } from 'react';

const PAUSE_MS = 400;

/** The report as it will be; it follows what is typed once there is a pause. */
export function ReportPreview({ query }: { query: string }) {
  const [shown, setShown] = useState(query);
  useEffect(() => {
    const timer = setTimeout(() => setShown(query), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [query]);
  return (
    <iframe
      title="Preview of the report"
      src={`/print?${shown}`}
      className="h-[calc(100dvh-9rem)] min-h-96 w-full rounded-lg border bg-well max-lg:h-[70dvh]"
    />
  );
}
