import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { ImportPage } from '@/components/import/import-page';
import { importFormats } from '@/lib/import/formats/formats';
import { listTargets } from '@/lib/targets/targets';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Import results' };

export default async function Page() {
  const targets = await listTargets(await pageStore('runs:edit'));
  return <ImportPage formats={importFormats()} targets={targets.map(({ name }) => name)} />;
}
