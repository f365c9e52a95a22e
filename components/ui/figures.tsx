import clsx from 'clsx';
import type { ReactNode } from 'react';
import {
  gapBefore,
  type Quantity as QuantityFromNumber,
  type Quantity as Shown,
} from '@/lib/core/number';
import { ButtonLink } from './button';
import { Logo } from './logo';

interface StatProps {
  label: string;
  of: QuantityFromNumber;
  /** A line under the number: what it is a part of, or what stands beside it. */
  note?: ReactNode;
  /** Too uncertain to be read like the others; the note says why. */
  faint?: boolean;
}

/** One key figure. Its cell keeps its size whatever the digits do. */
export function Stat({ label, of, note, faint = false }: StatProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1 px-4 py-3 max-sm:px-3">
      <dt className="truncate text-xs text-ink-2">{label}</dt>
      <dd className="flex flex-col gap-0.5">
        <span
          className={clsx(
            'nums text-2xl font-[550] tracking-tight whitespace-nowrap max-sm:text-xl',
            faint && 'text-ink-3',
          )}
        >
          {of.value}
          <span className="text-base font-normal tracking-normal text-ink-3">
            {gapBefore(of.unit)}
            {of.unit}
          </span>
        </span>
        <span className="nums min-h-4 truncate text-xs text-ink-3">{note}</span>
      </dd>
    </div>
  );
}

export function StatRow({ children }: { children: ReactNode }) {
  return (
    <dl className="instrument grid-cols-2 [section+&]:mt-8 sm:grid-cols-3 xl:grid-cols-6">
      {children}
    </dl>
  );
}

/** Digits, then the unit a little lighter after a thin space. */
export function Quantity({ of }: { of: Shown }) {
  return (
    <span className="nums whitespace-nowrap">
      {of.value}
      {of.unit !== '' && (
        <span className="text-ink-3">
          {gapBefore(of.unit)}
          {of.unit}
        </span>
      )}
    </span>
  );
}

interface NotFoundPageProps {
  title: string;
  href: string;
  link: string;
  children: ReactNode;
}

/** A page for what is not there. */
export function NotFoundPage({ title, href, link, children }: NotFoundPageProps) {
  return (
    <div className="flex min-h-[60dvh] flex-col items-start justify-center gap-3">
      <Logo size={40} className="text-ink-3" />
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <p className="max-w-[56ch] text-lg text-ink-2">{children}</p>
      <ButtonLink href={href} variant="primary">
        {link}
      </ButtonLink>
    </div>
  );
}
