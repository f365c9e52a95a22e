'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Field, Input } from '@/components/ui/forms/field';
import { Section } from '@/components/ui/page';
import type { CapacityPage } from '@/lib/capacity/model';
import { capacityHref } from './capacity-href';
import { goodputSummary, whatIfSummary } from './capacity-summary';

/** What another service might carry: a model of measured figures, and said to be one. */
export function WhatIfSection({ page }: { page: CapacityPage }) {
  const { whatIf, goodput } = page;
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <Section title="What if" note={<Badge tone="warn">Modelled, not measured</Badge>}>
      <form
        data-noprint
        className="flex flex-wrap items-end gap-3 rounded-lg border bg-surface px-4 py-3"
        onSubmit={(event) => {
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          const of = (key: string) => String(data.get(key) ?? '').trim();
          const change = {
            workers: of('workers'),
            after: of('after'),
            cost: of('cost'),
            price: of('price'),
          };
          startTransition(() => router.push(capacityHref(page, change), { scroll: false }));
        }}
      >
        <Figure name="workers" label="Workers, slots or connections" value={whatIf.asked.now} />
        <Figure name="after" label="After change" value={whatIf.asked.after} />
        <Figure name="cost" label="Cost per job (× today)" value={whatIf.asked.costFactor} />
        <Figure name="price" label="Service cost per hour" value={goodput.pricePerHour} />
        <Button type="submit" disabled={pending}>
          Calculate
        </Button>
      </form>
      <p className="mt-3 max-w-[96ch] text-pretty">{whatIfSummary(page)}</p>
      <p className="mt-1 max-w-[96ch] text-pretty text-ink-2">{goodputSummary(page)}</p>
    </Section>
  );
}

function Figure({ name, label, value }: { name: string; label: string; value?: number }) {
  return (
    <Field label={label} className="min-w-36 flex-1">
      {(control) => (
        <Input
          {...control}
          key={value}
          name={name}
          inputMode="decimal"
          className="nums"
          defaultValue={value}
        />
      )}
    </Field>
  );
}
