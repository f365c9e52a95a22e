import { type ReactNode, useId } from 'react';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  problem?: string;
  className?: string;
  /** Renders the control; give it these. */
  children: (control: {
    id: string;
    'aria-describedby'?: string;
    'aria-invalid'?: true;
  }) => ReactNode;
}

/** A labelled control; what is wrong with it stands right under it. */
export function Field({ label, hint, problem, className, children }: FieldProps) {
  const id = useId();
  const describedBy = problem !== undefined || hint !== undefined ? `${id}-about` : undefined;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': describedBy,
        ...(problem !== undefined && { 'aria-invalid': true }),
      })}
      {describedBy !== undefined && (
        <p id={describedBy} className="mt-1 text-sm text-pretty">
          {problem !== undefined ? (
            <span className="text-fail">{problem}</span>
          ) : (
            <span className="text-ink-3">{hint}</span>
          )}
        </p>
      )}
    </div>
  );
}
