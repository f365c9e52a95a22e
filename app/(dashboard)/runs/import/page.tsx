import type { Metadata } from 'next';
import { ImportPage } from '@/components/runs/import-page';
import { getStore } from '@/lib/runs/get-store';
import { importFormats } from '@/lib/runs/import-formats';
import { listTargets } from '@/lib/runs/list-targets';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Import results' };

export default async function Page() {
  const targets = await listTargets(await getStore());
  return <ImportPage formats={importFormats()} targets={targets.map(({ name }) => name)} />;
}
