import clsx from 'clsx';
import { Check } from 'lucide-react';
import type { ComponentProps } from 'react';

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
