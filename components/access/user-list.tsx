'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { DeleteDialog } from '@/components/ui/delete-dialog';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Checkbox, Field, Input } from '@/components/ui/forms/field';
import { FormMessage, useForm } from '@/components/ui/forms/form';
import { type FormAction, type FormState, problemAt } from '@/components/ui/forms/form-state';
import { Instant } from '@/components/ui/instant';
import { rowLine, Table, Td, Th } from '@/components/ui/table';
import { ROLE_WORDS, ROLES, type UserView } from '@/lib/access/model';

interface UserListProps {
  users: readonly UserView[];
  save: FormAction;
  remove: (email: string) => Promise<FormState>;
}

export function UserList({ users, save, remove }: UserListProps) {
  return (
    <Table className="stacked">
      <thead>
        <tr>
          <Th>E-mail address</Th>
          <Th>Role</Th>
          <Th>Logs in by</Th>
          <Th>Last seen</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <UserRow key={user.id} user={user} save={save} remove={remove} />
        ))}
      </tbody>
    </Table>
  );
}

function UserRow({ user, save, remove }: Omit<UserListProps, 'users'> & { user: UserView }) {
  const [deleting, setDeleting] = useState(false);
  return (
    <tr className={rowLine}>
      <Td className="max-w-80 truncate font-medium" title={user.email}>
        {user.email} {user.disabled && <Badge>disabled</Badge>}
      </Td>
      <Td>{ROLE_WORDS[user.role].title}</Td>
      <Td>{user.logsInBy.join(', ') || '–'}</Td>
      <Td>{user.lastSeenAt === undefined ? '–' : <Instant iso={user.lastSeenAt} />}</Td>
      <Td className="text-right">
        <span className="inline-flex gap-2">
          <UserDialog user={user} save={save} />
          <Button
            size="sm"
            variant="quiet"
            aria-label={`Delete ${user.email}`}
            onClick={() => setDeleting(true)}
          >
            Delete
          </Button>
        </span>
        <DeleteDialog
          name={user.email}
          kind="user"
          remove={() => remove(user.email)}
          open={deleting}
          onOpenChange={setDeleting}
        >
          Sessions end at once, and API keys of this user stop working. The audit log stays.
        </DeleteDialog>
      </Td>
    </tr>
  );
}

/** Adds a user, or changes this one. */
export function UserDialog({ user, save }: { user?: UserView; save: FormAction }) {
  const [open, setOpen] = useState(false);
  const { state, pending, onSubmit, reset } = useForm(save, () => setOpen(false));
  const isNew = user === undefined;
  return (
    <Dialog
      title={isNew ? 'Add user' : `Edit ${user.email}`}
      trigger={
        isNew ? (
          <Button variant="primary">Add user</Button>
        ) : (
          <Button size="sm" aria-label={`Edit ${user.email}`}>
            Edit
          </Button>
        )
      }
      open={open}
      onOpenChange={(next) => {
        reset();
        setOpen(next);
      }}
    >
      <form onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
        <FormMessage state={state} fields={['email', 'role', 'password']} />
        {isNew ? (
          <Field label="E-mail address" problem={problemAt(state, 'email')}>
            {(control) => <Input {...control} name="email" type="email" autoComplete="off" />}
          </Field>
        ) : (
          <input type="hidden" name="email" value={user.email} />
        )}
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-sm font-medium">Role</legend>
          {ROLES.map((role) => (
            <label key={role} className="flex gap-2.5">
              <input
                type="radio"
                name="role"
                value={role}
                defaultChecked={role === (user?.role ?? 'viewer')}
                className="mt-1 accent-accent"
              />
              <span>
                {ROLE_WORDS[role].title}{' '}
                <span className="text-sm text-ink-3">{ROLE_WORDS[role].may}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <Field
          label={isNew ? 'Password' : 'New password'}
          hint={
            isNew
              ? 'At least 12 characters. Leave empty for single sign-on only.'
              : 'Leave empty to keep the present one. A new one ends all sessions of this user.'
          }
          problem={problemAt(state, 'password')}
        >
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="new-password" />
          )}
        </Field>
        {!isNew && (
          <Checkbox className="w-fit text-sm" name="disabled" defaultChecked={user.disabled}>
            Disabled: cannot log in
          </Checkbox>
        )}
        <DialogActions>
          <Button variant="primary" type="submit" disabled={pending}>
            {isNew ? 'Add user' : 'Save user'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
