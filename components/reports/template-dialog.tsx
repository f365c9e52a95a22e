'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { type FormAction, problemAt } from '@/components/ui/forms/form-state';
import type { ReportRequest } from '@/lib/reports/model';

interface TemplateDialogProps {
  request: ReportRequest;
  /** The name of the one that was begun from. */
  name?: string;
  save: FormAction;
}

/** Keeps the choices under a name, with a logo for the head of every report made by it. */
export function TemplateDialog({ request, name, save }: TemplateDialogProps) {
  const [open, setOpen] = useState(false);
  const form = useForm(save, () => setOpen(false));
  const { subject, without, title, notes, paper } = request;
  return (
    <Dialog
      title="Save as template"
      description="Saves sections, title, notes and paper size for future reports of this type. A template with the same name is replaced."
      trigger={<Button>Save as template</Button>}
      open={open}
      onOpenChange={(next) => {
        form.reset();
        setOpen(next);
      }}
    >
      <form onSubmit={form.onSubmit} noValidate className="flex flex-col gap-4">
        <FormMessage state={form.state} fields={['name', 'logo']} />
        <input type="hidden" name="kind" value={subject.kind} />
        <input type="hidden" name="without" value={without.join(',')} />
        <input type="hidden" name="title" value={title ?? ''} />
        <input type="hidden" name="notes" value={notes ?? ''} />
        <input type="hidden" name="paper" value={paper} />
        <Field label="Name" problem={problemAt(form.state, 'name')}>
          {(control) => <Input {...control} name="name" defaultValue={name} />}
        </Field>
        <Field
          label="Logo"
          hint="PNG, JPEG, WebP or SVG, up to 300 kB. Leave empty to keep the current logo."
          problem={problemAt(form.state, 'logo')}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              name="logo"
              accept="image/png,image/jpeg,image/webp,image/svg+xml"
              className="w-full text-sm file:mr-3 file:h-8 file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3"
            />
          )}
        </Field>
        <DialogActions>
          <Button variant="primary" type="submit" disabled={form.pending}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
