import clsx from 'clsx';
import Link from 'next/link';
import type { ComponentProps } from 'react';

type Variant = 'primary' | 'secondary' | 'quiet' | 'danger';
type Size = 'md' | 'sm';

const VARIANTS: Record<Variant, string> = {
  primary: 'bg-accent text-on-accent not-disabled:hover:bg-accent-strong',
  secondary: 'border border-line-strong bg-surface text-ink not-disabled:hover:bg-hover',
  quiet: 'text-ink-2 not-disabled:hover:bg-hover not-disabled:hover:text-ink',
  danger: 'border border-fail/40 bg-surface text-fail not-disabled:hover:bg-fail-soft',
};

const SIZES: Record<Size, string> = {
  md: 'h-8 px-3 max-sm:h-10',
  sm: 'h-7 px-2 text-sm max-sm:h-9',
};

interface Style {
  variant?: Variant;
  size?: Size;
  /** Only an icon inside; give the button an `aria-label`. */
  square?: boolean;
}

function look({ variant = 'secondary', size = 'md', square = false }: Style): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors duration-150',
    'disabled:opacity-50 aria-disabled:opacity-50',
    VARIANTS[variant],
    SIZES[size],
    square && 'aspect-square px-0!',
  );
}

export function Button({
  variant,
  size,
  square,
  className,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & Style) {
  return (
    <button type={type} className={clsx(look({ variant, size, square }), className)} {...rest} />
  );
}

export function ButtonLink({
  variant,
  size,
  square,
  className,
  ...rest
}: ComponentProps<typeof Link> & Style) {
  return <Link className={clsx(look({ variant, size, square }), className)} {...rest} />;
}
