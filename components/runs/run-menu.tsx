'use client';

import { Anchor, Ellipsis, Pencil, Pin, PinOff, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { useAction } from '@/components/ui/use-action';
import { hasEnded, type RunStatus } from '@/lib/plan/run-status';
import { DeleteRunDialog } from './delete-run-dialog';
import { EditRunDialog } from './edit-run-dialog';
import type { RunActions } from './run-actions';

interface RunMenuProps {
  run: {
    number: number;
    name?: string;
    note: string;
    labels: string[];
    scenario: string;
    status: RunStatus;
    requests?: number;
    validity?: string;
    isBaseline?: boolean;
    pinned?: boolean;
  };
  actions: Pick<RunActions, 'edit' | 'remove'> & Partial<Pick<RunActions, 'markBaseline' | 'pin'>>;
  size?: 'sm' | 'md';
  onDeleted?: () => void;
}

/** What else can be done with a run: edit what it is called, compare others with it, delete it. */
export function RunMenu({ run, actions, size = 'md', onDeleted }: RunMenuProps) {
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const mayBeBaseline = run.isBaseline || (run.status === 'finished' && run.validity === 'valid');
  const { run: act, pending, problem } = useAction();
  const { markBaseline, pin } = actions;
  const onOpenChange = (open: boolean) => {
    if (!open) setDialog(undefined);
  };
  return (
    <>
      {problem !== undefined && (
        <span role="alert" className="text-sm text-fail">
          {problem}
        </span>
      )}
      <Menu
        trigger={
          <Button
            variant={size === 'sm' ? 'quiet' : 'secondary'}
            size={size}
            square
            disabled={pending}
            aria-label={`More for run ${run.number}`}
          >
            <Ellipsis className="size-4" aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem icon={Pencil} onSelect={() => setDialog('edit')}>
          Rename, label, note
        </MenuItem>
        {markBaseline !== undefined && mayBeBaseline && (
          <MenuItem
            icon={Anchor}
            onSelect={() => act(() => markBaseline(run.number, !run.isBaseline))}
          >
            {run.isBaseline ? 'No longer the baseline' : 'Use as baseline'}
          </MenuItem>
        )}
        {pin !== undefined && hasEnded(run.status) && (
          <MenuItem
            icon={run.pinned ? PinOff : Pin}
            onSelect={() => act(() => pin(run.number, !run.pinned))}
          >
            {run.pinned ? 'No longer keep for ever' : 'Keep for ever'}
          </MenuItem>
        )}
        {hasEnded(run.status) && (
          <MenuItem icon={Trash2} danger onSelect={() => setDialog('delete')}>
            Delete
          </MenuItem>
        )}
      </Menu>
      <EditRunDialog
        run={run}
        edit={actions.edit}
        open={dialog === 'edit'}
        onOpenChange={onOpenChange}
      />
      <DeleteRunDialog
        run={run}
        remove={actions.remove}
        open={dialog === 'delete'}
        onOpenChange={onOpenChange}
        onDone={onDeleted}
      />
    </>
  );
}
