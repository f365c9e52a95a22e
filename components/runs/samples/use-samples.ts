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
  const [asked, setAsked] = useState(0);
  const [pending, startTransition] = useTransition();
  const key = `${JSON.stringify(query)} ${asked}`;

  useEffect(() => {
    let current = true;
    const wanted = JSON.parse(key.slice(0, key.lastIndexOf(' '))) as SampleListQuery;
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
  }, [find, number, key]);

  return { page, failed, pending, reload: () => setAsked(asked + 1) };
}
