'use client';

import { useRouter } from 'next/navigation';
import { useOptimistic, useTransition } from 'react';
import { Select } from '@/components/ui/forms/field';
import type { CapacityPage } from '@/lib/capacity/model';
import { plural } from '@/lib/core/number';
import { capacityHref } from './capacity-href';

/** Which target, which kind of load, and by which profile; all of it is in the address. */
export function CapacityFilters(page: CapacityPage) {
  const { choices, chosen, profiles, profile } = page;
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  // What was chosen shows at once, and is not lost to a choice that follows before its figures have come.
  const [changes, choose] = useOptimistic<Parameters<typeof capacityHref>[1]>({});
  if (chosen === undefined) return null;
  const go = (change: typeof changes) =>
    startTransition(() => {
      const all = { ...changes, ...change };
      choose(all);
      router.push(capacityHref(page, all), { scroll: false });
    });
  const targets = [...new Set(choices.map(({ target }) => target))];
  const families = choices.filter(({ target }) => target === chosen.target);
  return (
    <search className="mb-4 flex flex-wrap items-center gap-2" aria-busy={pending}>
      <Select
        aria-label="Target"
        className="w-52 max-sm:w-full"
        value={changes.target ?? chosen.target}
        onChange={(event) => go({ target: event.target.value })}
      >
        {targets.map((target) => (
          <option key={target}>{target}</option>
        ))}
      </Select>
      <Select
        aria-label="Workload"
        className="w-64 max-sm:w-full"
        value={changes.family ?? chosen.familyHash}
        onChange={(event) => go({ family: event.target.value })}
      >
        {families.map(({ familyHash, scenarios, runs }) => (
          <option key={familyHash} value={familyHash}>
            {`${namesOf(scenarios)} (${plural(runs, 'run')})`}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Profile"
        className="w-40 max-sm:w-full"
        value={changes.profile ?? profile?.slug}
        onChange={(event) => go({ profile: event.target.value })}
      >
        {profiles.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </Select>
    </search>
  );
}

function namesOf(scenarios: readonly string[]): string {
  const [first, second, ...rest] = scenarios;
  if (rest.length > 0) return `${first}, ${second} and ${rest.length} more`;
  return [first, second].filter((name) => name !== undefined).join(', ');
}
