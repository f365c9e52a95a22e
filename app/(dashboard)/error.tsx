'use client';

import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { Logo } from '@/components/ui/logo';

interface ErrorPageProps {
  error: unknown;
  retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  useEffect(() => console.error(error), [error]);
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  return (
    <div role="alert" className="flex min-h-[60dvh] flex-col items-start justify-center gap-3">
      <Logo size={40} className="text-fail" />
      <h1 className="text-2xl font-semibold tracking-tight">This page failed to load</h1>
      <p className="max-w-[56ch] text-lg text-ink-2">
        Something went wrong in Plimsoll. Active runs are not affected. Try again; if the problem
        persists, check the dashboard log
        {digest !== undefined && (
          <>
            {' '}
            for <code className="font-mono text-base">{digest}</code>
          </>
        )}
        .
      </p>
      <Button variant="primary" onClick={() => retry()}>
        Try again
      </Button>
    </div>
  );
}
