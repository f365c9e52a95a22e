'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Select } from '@/components/ui/forms/field';
import type { TargetView } from '@/lib/targets/model';

interface TargetSelectProps {
  targets: readonly TargetView[];
  chosen: number;
}

/** Whose suite the page shows and starts. */
export function TargetSelect({ targets, chosen }: TargetSelectProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  return (
    <Select
      aria-label="Target"
      className="w-56 max-sm:w-full"
      defaultValue={chosen}
      aria-busy={pending}
      onChange={(event) => {
        const target = event.target.value;
        startTransition(() => router.push(`/suites?target=${target}`));
      }}
    >
      {targets.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
