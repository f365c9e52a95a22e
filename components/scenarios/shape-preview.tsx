'use client';

import { useState } from 'react';
import { type LoadPlan, planSchema } from '@/lib/plan/load-plan';
import { PlanPreview } from './plan-preview';

/** The load as it is being written; while something is amiss, the last shape that could be drawn. */
export function ShapePreview({ plan }: { plan: unknown }) {
  const parsed = planSchema.safeParse(plan);
  const [last, setLast] = useState<{ key: string; plan: LoadPlan }>();
  const key = JSON.stringify(plan);
  if (parsed.success && last?.key !== key) setLast({ key, plan: parsed.data });
  const shown = parsed.success ? parsed.data : last?.plan;
  return (
    <aside aria-label="Load shape" className="xl:sticky xl:top-6 xl:self-start">
      <div className="rounded-lg border bg-surface p-4">
        {shown !== undefined && <PlanPreview plan={shown} />}
        {!parsed.success && (
          <p className="mt-2 text-sm text-ink-2">
            {shown !== undefined && 'This is the last shape that could be drawn. '}
            It follows once every field has its number.
          </p>
        )}
      </div>
    </aside>
  );
}
