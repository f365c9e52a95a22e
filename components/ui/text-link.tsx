'use client';

import clsx from 'clsx';
import Link from 'next/link';
import type { ComponentProps } from 'react';
import { useIsPrinted } from './print';

/** A link in a text; on paper only its words. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  if (useIsPrinted()) return <span>{rest.children}</span>;
  return (
    <Link
      className={clsx(
        'text-accent underline decoration-accent/35 underline-offset-3 hover:text-accent-strong hover:decoration-current',
        className,
      )}
      {...rest}
    />
  );
}
