'use client';

import { RotateCcw } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/ui/use-action';
import type { RunActions } from './run-actions';

/** The same load once more, against the same target. */
export function AgainButton({ number, again }: { number: number } & Pick<RunActions, 'again'>) {
  const { run, pending, problem } = useAction();
  return (
    <>
      {problem !== undefined && (
        <span role="alert" className="text-sm text-fail">
          {problem}
        </span>
      )}
      <Button variant="primary" disabled={pending} onClick={() => run(() => again(number))}>
        <RotateCcw className="size-4" aria-hidden="true" />
        Run again
      </Button>
    </>
  );
}
