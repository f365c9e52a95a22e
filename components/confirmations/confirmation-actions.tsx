'use client';

import { May } from '@/components/access/may';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/ui/forms/form';
import type { FormState } from '@/components/ui/forms/form-state';

interface ConfirmationActionsProps {
  id: number;
  underWay: boolean;
  stop: (id: number) => Promise<FormState>;
  addPairs: (id: number, pairs: number, confirmHost?: string) => Promise<FormState>;
}

const MORE = 2;

/** While repeats are to come they can be stopped; afterwards more can be asked for. */
export function ConfirmationActions({ id, underWay, stop, addPairs }: ConfirmationActionsProps) {
  const { run, pending, problem } = useAction();
  return (
    <May scope="runs:start">
      {problem !== undefined && (
        <span role="alert" className="text-sm text-fail">
          {problem}
        </span>
      )}
      {underWay ? (
        <Button variant="danger" disabled={pending} onClick={() => run(() => stop(id))}>
          Stop remaining runs
        </Button>
      ) : (
        <Button
          variant="primary"
          disabled={pending}
          onClick={() => run((host) => addPairs(id, MORE, host))}
        >
          Add {MORE} pairs
        </Button>
      )}
    </May>
  );
}
