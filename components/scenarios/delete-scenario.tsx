'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { AlertDialog } from '@/components/ui/dialog';
import { useAction } from '@/components/ui/forms/form';
import type { FormState } from '@/components/ui/forms/form-state';
import { plural } from '@/lib/core/number';
import type { ScenarioView } from '@/lib/scenarios/model';

interface DeleteScenarioProps {
  scenario: ScenarioView;
  remove: (id: number) => Promise<FormState>;
}

export function DeleteScenario({ scenario, remove }: DeleteScenarioProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { run, pending, problem } = useAction(() => router.push('/scenarios'));
  return (
    <>
      <Button onClick={() => setOpen(true)}>Delete</Button>
      <AlertDialog
        title={`Delete ${scenario.name}?`}
        verb="Delete scenario"
        open={open}
        pending={pending}
        problem={problem}
        onOpenChange={setOpen}
        onConfirm={() => run(() => remove(scenario.id))}
      >
        Its stages and description are lost.{' '}
        {scenario.runs > 0 &&
          `Its ${plural(scenario.runs, 'run')} stay; each keeps its own copy of the plan.`}
      </AlertDialog>
    </>
  );
}
