import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';

export const controlLook =
  'h-8 w-full rounded-md border border-line-input bg-surface px-2.5 text-base text-ink max-sm:h-10 ' +
  'placeholder:text-ink-3 hover:border-ink-3 aria-invalid:border-fail disabled:bg-well disabled:text-ink-2';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={clsx(controlLook, className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={clsx(controlLook, 'h-auto! py-1.5', className)} {...rest} />;
}

export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={clsx('relative inline-block', className)}>
      <select className={clsx(controlLook, 'appearance-none truncate pr-7')} {...rest}>
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-ink-3"
      />
    </span>
  );
}
