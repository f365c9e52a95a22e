'use client';

import { useMay } from '@/components/access/may';
import { Select } from '@/components/ui/forms/field';
import { useAction } from '@/components/ui/forms/form';
import type { FormState } from '@/components/ui/forms/form-state';
import type { ProfileView } from '@/lib/profiles/model';
import type { ScenarioView } from '@/lib/scenarios/model';

interface ScenarioProfileProps {
  scenario: ScenarioView;
  profiles: readonly ProfileView[];
  set: (id: number, slug: string) => Promise<FormState>;
}

/** The profile that the scenario's future runs are evaluated against. */
export function ScenarioProfile({ scenario, profiles, set }: ScenarioProfileProps) {
  const { run, pending, problem } = useAction();
  const mayEdit = useMay('plans:edit');
  return (
    <p className="mb-6 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-2">
      <label htmlFor="scenario-profile">Objectives</label>
      <Select
        id="scenario-profile"
        value={scenario.profile ?? ''}
        disabled={pending || !mayEdit}
        onChange={({ target: { value } }) => run(() => set(scenario.id, value))}
      >
        <option value="">No objectives</option>
        {profiles.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </Select>
      {problem !== undefined && <span className="text-fail">{problem}</span>}
    </p>
  );
}
