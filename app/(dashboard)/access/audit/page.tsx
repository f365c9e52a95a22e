import type { Metadata } from 'next';
import { pageStore } from '@/app/access';
import { AuditTable } from '@/components/access/audit-table';
import { Button, ButtonLink } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/forms/field';
import { Empty, PageHeader } from '@/components/ui/page';
import { paramsOf, type SearchParams } from '@/components/ui/search-params';
import { listAudit } from '@/lib/access/audit';
import { VERBS } from '@/lib/access/verbs';

export const metadata: Metadata = { title: 'Audit log' };
export const dynamic = 'force-dynamic';

const SHOWN = 100;

export default async function Page({ searchParams }: { searchParams: SearchParams }) {
  const store = await pageStore('access:manage');
  const params = await paramsOf(searchParams);
  const [text, verb] = [params.get('text') || undefined, params.get('verb') || undefined];
  const before = Number(params.get('before') ?? '') || undefined;
  const entries = await listAudit(store, { text, verb, before, take: SHOWN });
  const older = new URLSearchParams(params);
  older.set('before', String(entries.at(-1)?.id));
  return (
    <>
      <PageHeader
        title="Audit log"
        action={
          <>
            <ButtonLink href="/api/access/audit?format=csv" prefetch={false} download>
              Export CSV
            </ButtonLink>
            <ButtonLink href="/api/access/audit?format=jsonl" prefetch={false} download>
              Export JSON
            </ButtonLink>
          </>
        }
      />
      <form className="mb-6 flex flex-wrap items-end gap-3">
        <Field label="Who or which" className="w-64 max-sm:w-full">
          {(control) => (
            <Input
              {...control}
              name="text"
              defaultValue={text}
              placeholder="ada@example.com, run 12"
            />
          )}
        </Field>
        <Field label="What" className="w-64 max-sm:w-full">
          {(control) => (
            <Select {...control} name="verb" className="w-full" defaultValue={verb ?? ''}>
              <option value="">Everything</option>
              {Object.entries(VERBS).map(([name, { title }]) => (
                <option key={name} value={name}>
                  {title}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Button type="submit">Filter</Button>
      </form>
      {entries.length === 0 ? (
        <Empty title="No entries">Nothing was done that fits this filter.</Empty>
      ) : (
        <AuditTable entries={entries} />
      )}
      {entries.length === SHOWN && (
        <p className="mt-3">
          <ButtonLink href={`/access/audit?${older}`}>Older entries</ButtonLink>
        </p>
      )}
    </>
  );
}
