import clsx from 'clsx';
import type { ComponentProps } from 'react';

/** A table with hairlines and 32 px rows; it scrolls inside its own frame when it must. */
export function Table({ className, children, ...rest }: ComponentProps<'table'>) {
  return (
    <div className="relative overflow-x-auto rounded-lg border bg-surface">
      <table className={clsx('w-full border-collapse text-sm', className)} {...rest}>
        {children}
      </table>
    </div>
  );
}

export function Th({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={clsx(
        'h-8 px-3 text-left text-xs font-medium whitespace-nowrap text-ink-3',
        className,
      )}
      {...rest}
    />
  );
}

type TdProps = ComponentProps<'td'> & {
  /** What it is, said before it where the table has become a list without heads. */
  label?: string;
};

export function Td({ className, label, ...rest }: TdProps) {
  return (
    <td data-label={label} className={clsx('h-8 px-3 whitespace-nowrap', className)} {...rest} />
  );
}

/** A numeric column, head or body. */
export const numeric = 'nums text-right';
/** Left out where there is no room for it. */
export const minor = 'max-sm:hidden';
export const rowLine = 'border-t border-line';
