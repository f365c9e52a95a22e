'use client';

import { Play, Zap } from 'lucide-react';
import { useMay } from '@/components/access/may';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/ui/forms/form';
import type { StartSuite } from './suite-actions';

interface StartButtonsProps {
  target: number;
  start: StartSuite;
  /** The suite that is under way on the target: no other can start beside it. */
  busy?: number;
}

/** One click each: the whole suite, or all of it scaled down. */
export function StartButtons({ target, start, busy }: StartButtonsProps) {
  const { run, pending, problem } = useAction();
  const mayStart = useMay('runs:start');
  if (!mayStart) return null;
  const refused = pending || busy !== undefined;
  const title = busy === undefined ? undefined : `Suite ${busy} is running.`;
  return (
    <>
      {problem !== undefined && (
        <span role="alert" className="text-sm text-fail">
          {problem}
        </span>
      )}
      <Button
        disabled={refused}
        title={title}
        onClick={() => run((host) => start(target, true, undefined, host))}
      >
        <Zap className="size-3.5" aria-hidden="true" />
        Quick run
      </Button>
      <Button
        variant="primary"
        disabled={refused}
        title={title}
        onClick={() => run((host) => start(target, false, undefined, host))}
      >
        <Play className="size-3.5 fill-current" aria-hidden="true" />
        Run suite
      </Button>
    </>
  );
}
