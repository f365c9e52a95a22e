import type { ReactNode } from 'react';
import { ButtonLink } from './button';
import { Mark } from './logo';

interface MissingProps {
  title: string;
  href: string;
  link: string;
  children: ReactNode;
}

/** A page for what is not there. */
export function Missing({ title, href, link, children }: MissingProps) {
  return (
    <div className="flex min-h-[60dvh] flex-col items-start justify-center gap-3">
      <Mark size={40} className="text-ink-3" />
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <p className="max-w-[56ch] text-lg text-ink-2">{children}</p>
      <ButtonLink href={href} variant="primary">
        {link}
      </ButtonLink>
    </div>
  );
}
