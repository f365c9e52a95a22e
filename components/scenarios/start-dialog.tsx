'use client';

import { type ReactNode, useState } from 'react';
import { useMay } from '@/components/access/may';
import { Dialog } from '@/components/ui/dialog';
import type { FormAction } from '@/components/ui/forms/form-state';
import type { ProfileView } from '@/lib/profiles/model';
import type { ScenarioView } from '@/lib/scenarios/model';
import type { TargetView } from '@/lib/targets/model';
import { StartForm } from './start-form';

interface StartDialogProps {
  /** Several: the first is chosen, another may be. */
  scenarios: readonly ScenarioView[];
  targets: readonly TargetView[];
  profiles: readonly ProfileView[];
  start: FormAction;
  trigger: ReactNode;
}

/** The last look before load is sent: where to, how much, for how long. */
export function StartDialog({ scenarios, targets, profiles, start, trigger }: StartDialogProps) {
  const [id, setId] = useState(scenarios[0]?.id);
  const scenario = scenarios.find((candidate) => candidate.id === id) ?? scenarios[0];
  const mayStart = useMay('runs:start');
  if (scenario === undefined || !mayStart) return null;
  return (
    <Dialog
      title={scenarios.length > 1 ? 'Start run' : `Run “${scenario.name}”`}
      description={scenario.description}
      trigger={trigger}
    >
      <StartForm
        key={scenario.id}
        scenario={scenario}
        scenarios={scenarios}
        onScenario={setId}
        targets={targets}
        profiles={profiles}
        start={start}
      />
    </Dialog>
  );
}
