'use client';

import { useState } from 'react';
import { LoadShape } from '@/components/charts/load-shape';
import { span } from '@/lib/format/duration';
import { count } from '@/lib/format/number';
import { type LoadPlan, planSchema } from '@/lib/plan/load-plan';
import { loadShape } from '@/lib/plan/load-shape';
import { peakUsers, plannedMs } from '@/lib/plan/plan-figures';

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
        {shown !== undefined && (
          <div>
            <LoadShape
              shape={loadShape(shown)}
              durationMs={plannedMs(shown)}
              height={120}
              labelled
            />
            <dl className="nums mt-4 grid grid-cols-2 gap-4 border-t pt-3">
              <div>
                <dt className="text-xs text-ink-3">Users at most</dt>
                <dd className="text-lg font-medium">{count(peakUsers(shown))}</dd>
              </div>
              <div>
                <dt className="text-xs text-ink-3">Lasts</dt>
                <dd className="text-lg font-medium">{span(plannedMs(shown))}</dd>
              </div>
            </dl>
          </div>
        )}
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
