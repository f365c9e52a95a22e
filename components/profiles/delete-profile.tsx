'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { AlertDialog } from '@/components/ui/dialog';
import { useAction } from '@/components/ui/forms/form';
import type { FormState } from '@/components/ui/forms/form-state';
import { plural } from '@/lib/core/number';
import type { ProfileView } from '@/lib/profiles/model';

interface DeleteProfileProps {
  profile: ProfileView;
  remove: (id: number) => Promise<FormState>;
}

export function DeleteProfile({ profile, remove }: DeleteProfileProps) {
  const [open, setOpen] = useState(false);
  const { run, pending, problem } = useAction(() => setOpen(false));
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        aria-label={`Delete ${profile.name}`}
        onClick={() => setOpen(true)}
      >
        Delete
      </Button>
      <AlertDialog
        title={`Delete ${profile.name}?`}
        verb="Delete profile"
        open={open}
        pending={pending}
        problem={problem}
        onOpenChange={setOpen}
        onConfirm={() => run(() => remove(profile.id))}
      >
        Runs that were judged by it keep their verdicts.
        {profile.scenarios > 0 &&
          ` ${plural(profile.scenarios, 'scenario')} will be judged by no profile.`}
      </AlertDialog>
    </>
  );
}
