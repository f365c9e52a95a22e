'use client';

import { useState, useTransition } from 'react';
import { answerOf } from './answer-of';
import type { FormState } from './forms/form-state';

/** Calls a server action from a button; `problem` is why it was refused. */
export function useAction(onDone?: () => void) {
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();

  function run(action: () => Promise<FormState>) {
    startTransition(async () => {
      const answer = await answerOf(action);
      startTransition(() => {
        const refused = answer.status === 'refused';
        setProblem(refused ? (answer.message ?? 'This could not be done.') : undefined);
        if (!refused) onDone?.();
      });
    });
  }

  return { run, pending, problem, clear: () => setProblem(undefined) };
}
