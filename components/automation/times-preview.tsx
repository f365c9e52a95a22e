'use client';

import { useEffect, useState } from 'react';
import type { FormState } from '@/components/ui/forms/form-state';
import type { TimesPreview as Times } from '@/lib/automation/model';
import { fullInstant } from '@/lib/core/instant';

export type PreviewTimes = (
  cron: string,
  timeZone: string,
) => Promise<FormState & { times?: Times }>;

interface TimesPreviewProps {
  cron: string;
  timeZone: string;
  preview: PreviewTimes;
}

/** The next starts as the schedule stands, or what is wrong with it; asked for when typing pauses. */
export function TimesPreview({ cron, timeZone, preview }: TimesPreviewProps) {
  // With the zone that it is of: what is being typed meanwhile may be the name of none.
  const [shown, setShown] = useState<{
    answer?: Awaited<ReturnType<PreviewTimes>>;
    zone: string;
  }>();
  useEffect(() => {
    let current = true;
    const timer = setTimeout(async () => {
      const answer = await preview(cron, timeZone).catch(() => undefined);
      if (current) setShown({ answer, zone: timeZone });
    }, 250);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [cron, timeZone, preview]);
  const { times, message } = shown?.answer ?? {};
  return (
    <div role="status" className="nums min-h-28 rounded-md border bg-well px-3 py-2 text-sm">
      {message !== undefined && <p className="text-pretty text-fail">{message}</p>}
      {times !== undefined && (
        <>
          <p className="font-medium">{times.words}. Next starts:</p>
          <ol className="mt-1 text-ink-2">
            {times.next.map((iso) => (
              <li key={iso}>{fullInstant(iso, shown?.zone ?? 'UTC')}</li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
