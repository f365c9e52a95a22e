'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/forms/field';
import { type FormState, problemAt } from '@/components/ui/forms/form-state';
import { SpanInput } from '@/components/ui/span-input';
import { spanProblem } from '@/components/ui/span-problem';

interface Wait {
  min: number;
  max: number;
}

interface WaitFieldsProps {
  waitMs: Wait | undefined;
  state: FormState | undefined;
  onChange: (waitMs: Wait | undefined) => void;
}

/** Waits between tasks: each behaviour's own, or one range for all. */
export function WaitFields({ waitMs, state, onChange }: WaitFieldsProps) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-sm font-medium">Wait between tasks</legend>
      <Checkbox
        className="w-fit"
        checked={waitMs !== undefined}
        onChange={(event) => onChange(event.target.checked ? { min: 1000, max: 5000 } : undefined)}
      >
        The same for all users, instead of what each behaviour does
      </Checkbox>
      {waitMs !== undefined && (
        <div className="grid max-w-md grid-cols-2 gap-4">
          <Field
            label="At least"
            problem={spanProblem(waitMs.min, problemAt(state, 'plan.load.waitMs.min'))}
          >
            {(control) => (
              <SpanInput
                {...control}
                valueMs={waitMs.min}
                onChangeMs={(min) => onChange({ ...waitMs, min })}
              />
            )}
          </Field>
          <Field
            label="At most"
            problem={spanProblem(waitMs.max, problemAt(state, 'plan.load.waitMs.max'))}
          >
            {(control) => (
              <SpanInput
                {...control}
                valueMs={waitMs.max}
                onChangeMs={(max) => onChange({ ...waitMs, max })}
              />
            )}
          </Field>
        </div>
      )}
    </fieldset>
  );
}
