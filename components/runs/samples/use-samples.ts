'use client';

import { useEffect, useState, useTransition } from 'react';
import type { SampleListPage, SampleListQuery } from '@/lib/runs/model';

export type FindSamples = (
  number: number,
  query: SampleListQuery,
) => Promise<SampleListPage | undefined>;

/** The samples a query asks for; the ones before stay in place until the new ones are there. */
export function useSamples(find: FindSamples, number: number, query: SampleListQuery) {
  const [page, setPage] = useState<SampleListPage>();
  const [failed, setFailed] = useState(false);
  const [pending, startTransition] = useTransition();
  const [wanted, setWanted] = useState(query);
  // A query is made anew by every render; only another one is asked.
  if (JSON.stringify(wanted) !== JSON.stringify(query)) setWanted(query);

  useEffect(() => {
    let current = true;
    startTransition(async () => {
      const answer = await find(number, wanted).catch(() => undefined);
      if (!current) return;
      startTransition(() => {
        setFailed(answer === undefined);
        if (answer !== undefined) setPage(answer);
      });
    });
    return () => {
      current = false;
    };
  }, [find, number, wanted]);

  return { page, failed, pending, reload: () => setWanted({ ...wanted }) };
}
