'use client';

import { CircleStop, Hourglass, OctagonX } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { useAction } from '@/components/ui/use-action';
import type { RunActions } from './run-actions';
import { useRun } from './run-context';

/** Stops a run: a queued one leaves the queue, a running one ends as its user chooses. */
export function StopButton({ stop }: Pick<RunActions, 'stop'>) {
  const { number, state } = useRun();
  const { run, pending, problem } = useAction();
  const queued = state.status === 'queued';
  const trigger = (
    <Button
      variant="danger"
      disabled={pending}
      onClick={queued ? () => run(() => stop(number, 'now')) : undefined}
    >
      <CircleStop className="size-4" aria-hidden="true" />
      {queued ? 'Take off the queue' : 'Stop run'}
    </Button>
  );
  return (
    <>
      {problem !== undefined && (
        <span role="alert" className="text-sm text-fail">
          {problem}
        </span>
      )}
      {queued ? (
        trigger
      ) : (
        <Menu trigger={trigger}>
          {state.status === 'running' && (
            <MenuItem icon={Hourglass} onSelect={() => run(() => stop(number, 'gracefully'))}>
              Gracefully: requests in flight may end
            </MenuItem>
          )}
          <MenuItem icon={OctagonX} danger onSelect={() => run(() => stop(number, 'now'))}>
            Now: cut requests in flight off
          </MenuItem>
        </Menu>
      )}
    </>
  );
}
