'use client';

import { useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/input';

/** Written, never shown: a stored token stays on the server. */
export function TokenField({ stored, problem }: { stored: boolean; problem?: string }) {
  const [remove, setRemove] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <Field
        label="Bearer token"
        hint={
          stored
            ? 'A token is stored. Leave empty to keep it.'
            : 'Sent with every call. Leave empty if the service asks for none.'
        }
        problem={problem}
      >
        {(control) => (
          <Input
            {...control}
            name="token"
            type="password"
            autoComplete="off"
            className="font-mono text-sm!"
            disabled={remove}
          />
        )}
      </Field>
      {stored && (
        <Checkbox
          className="w-fit text-sm"
          name="removeToken"
          checked={remove}
          onChange={(event) => setRemove(event.target.checked)}
        >
          Remove the stored token
        </Checkbox>
      )}
    </div>
  );
}
