import clsx from 'clsx';
import { Check, ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';

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

const controlStyle =
  'h-8 w-full rounded-md border border-line-input bg-surface px-2.5 text-base text-ink max-sm:h-10 ' +
  'placeholder:text-ink-3 hover:border-ink-3 aria-invalid:border-fail disabled:bg-well disabled:text-ink-2';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={clsx(controlStyle, className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={clsx(controlStyle, 'h-auto! py-1.5', className)} {...rest} />;
}

export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={clsx('relative inline-block', className)}>
      <select className={clsx(controlStyle, 'appearance-none truncate pr-7')} {...rest}>
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}

/** A box to tick and, as its children, what ticking it means. */
export function Checkbox({ className, children, ...rest }: Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <label className={clsx('flex gap-2.5', className)}>
      <span className="relative mt-0.5 inline-grid size-4 shrink-0 place-items-center">
        <input
          type="checkbox"
          className="peer size-4 appearance-none rounded-sm border border-line-input bg-surface checked:border-accent checked:bg-accent disabled:opacity-40"
          {...rest}
        />
        <Check
          aria-hidden="true"
          strokeWidth={3}
          className="pointer-events-none absolute size-3 text-on-accent opacity-0 peer-checked:opacity-100"
        />
      </span>
      <span className="min-w-0">{children}</span>
    </label>
  );
}

/** A field for an address: in the fixed font, with the keyboard for it on a phone. */
export function UrlInput(props: Omit<ComponentProps<typeof Input>, 'type' | 'className'>) {
  return (
    <Input
      type="url"
      inputMode="url"
      autoComplete="off"
      className="font-mono text-sm!"
      {...props}
    />
  );
}
