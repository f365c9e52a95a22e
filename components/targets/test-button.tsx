'use client';

import { PlugZap } from 'lucide-react';
import { useState, useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { CheckResult } from './check-result';
import type { TestAnswer } from './test-answer';

interface TestButtonProps {
  test: (data: FormData) => Promise<TestAnswer>;
  /** What to test: read at the click. */
  input: () => FormData;
  size?: 'sm' | 'md';
}

/** One real call to the target; its answer as a sentence below. */
export function TestButton({ test, input, size }: TestButtonProps) {
  const [answer, setAnswer] = useState<TestAnswer>();
  const [pending, startTransition] = useTransition();
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        size={size}
        disabled={pending}
        onClick={() =>
          startTransition(async () => {
            const result = await test(input());
            startTransition(() => setAnswer(result));
          })
        }
      >
        <PlugZap className="size-4" aria-hidden="true" />
        {pending ? 'Testing' : 'Test connection'}
      </Button>
      <div role="status" className="w-full empty:hidden">
        {answer !== undefined && <CheckResult answer={answer} />}
      </div>
    </div>
  );
}
