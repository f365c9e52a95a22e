'use client';

import { RotateCcw } from 'lucide-react';
import { May } from '@/components/access/may';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/ui/forms/form';
import type { StartSuite } from './suite-actions';

interface RerunSuiteProps {
  target: number;
  quick: boolean;
  numbers: readonly number[];
  start: StartSuite;
}

/** The same benchmarks once more, in the same size, on the same target. */
export function RerunSuite({ target, quick, numbers, start }: RerunSuiteProps) {
  const { run, pending, problem } = useAction();
  return (
    <May scope="runs:start">
      {problem !== undefined && (
        <span role="alert" className="text-sm text-fail">
          {problem}
        </span>
      )}
      <Button
        variant="primary"
        disabled={pending}
        onClick={() => run((host) => start(target, quick, numbers, host))}
      >
        <RotateCcw className="size-4" aria-hidden="true" />
        Run again
      </Button>
    </May>
  );
}
