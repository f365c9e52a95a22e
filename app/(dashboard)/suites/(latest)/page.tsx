import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { startSuiteAction } from '@/app/actions/suites';
import { SuitePage } from '@/components/suites/suite-page';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { getSuitePage } from '@/lib/suites/get-suite-page';

export const metadata: Metadata = { title: 'Suites' };
export const dynamic = 'force-dynamic';

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const target = Number((await paramsOf(searchParams)).get('target') ?? Number.NaN);
  const page = await getSuitePage(
    await pageStore(),
    Number.isSafeInteger(target) ? target : undefined,
  );
  return <SuitePage key={page.target?.id} page={page} start={startSuiteAction} />;
}
