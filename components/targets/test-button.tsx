'use client';

import { CircleCheck, CircleX, PlugZap } from 'lucide-react';
import { useState, useTransition } from 'react';
import { useMay } from '@/components/access/may';
import { Button } from '@/components/ui/button';
import { latency } from '@/lib/core/duration';
import { textOf } from '@/lib/core/number';
import type { ConnectionTest } from './connection-test';

interface TestButtonProps {
  test: (data: FormData) => Promise<ConnectionTest>;
  /** What to test: read at the click. */
  input: () => FormData;
  size?: 'sm' | 'md';
}

/** One real call to the target; its answer as a sentence below. */
export function TestButton({ test, input, size }: TestButtonProps) {
  const [answer, setAnswer] = useState<ConnectionTest>();
  const [pending, startTransition] = useTransition();
  const mayTest = useMay('targets:edit');
  if (!mayTest) return null;
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
        {pending ? 'Testing…' : 'Test connection'}
      </Button>
      <div role="status" className="w-full empty:hidden">
        {answer !== undefined && <CheckResult answer={answer} />}
      </div>
    </div>
  );
}

const FIELD_LABELS: Record<string, string> = { url: 'The URL', token: 'The token' };

function CheckResult({ answer }: { answer: ConnectionTest }) {
  if (answer.status !== 'checked')
    return (
      <TestFailure
        message={answer.message ?? 'Connection test failed.'}
        advice={answer.problems
          .map(({ path, message }) => `${FIELD_LABELS[path] ?? path} ${message}`)
          .join(' ')}
      />
    );
  const { check } = answer;
  if (!check.ok) return <TestFailure message={check.message} advice={check.advice} />;
  const who = [check.service, check.version].filter(Boolean).join(' ');
  return (
    <p className="nums flex items-start gap-2 text-sm">
      <CircleCheck className="mt-0.5 size-4 shrink-0 text-pass" aria-hidden="true" />
      <span>
        {who === '' ? 'Responded' : `${who} responded`} in {textOf(latency(check.latencyMs))}.
      </span>
    </p>
  );
}

function TestFailure({ message, advice }: { message: string; advice?: string }) {
  return (
    <p className="flex items-start gap-2 text-sm text-pretty">
      <CircleX className="mt-0.5 size-4 shrink-0 text-fail" aria-hidden="true" />
      <span>
        <span className="font-medium text-fail">{message}</span> {advice}
      </span>
    </p>
  );
}
