'use client';

import { type FormEvent, useEffect, useRef, useState, useTransition } from 'react';
import { Notice } from '../page';
import { type FormAction, type FormState, problemsElsewhere } from './form-state';
import { useConfirming } from './host-confirmation';

/** Sends a form to a server action and keeps what was typed, whatever the answer. */
export function useForm(action: FormAction, onDone?: () => void) {
  const [state, setState] = useState<FormState>();
  const [pending, startTransition] = useTransition();
  const confirming = useConfirming();

  function send(data: FormData) {
    startTransition(async () => {
      const answer = await confirming((confirmHost) => {
        if (confirmHost !== undefined) data.set('confirmHost', confirmHost);
        return action(data);
      });
      startTransition(() => {
        setState(answer);
        if (answer.status === 'done') onDone?.();
      });
    });
  }

  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    send(new FormData(event.currentTarget));
  }

  return { state, pending, send, onSubmit, reset: () => setState(undefined) };
}

/** Calls a server action from a button; `problem` is why it was refused. What it loads may have to be confirmed. */
export function useAction(onDone?: () => void) {
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();
  const confirming = useConfirming();

  function run(action: (confirmHost?: string) => Promise<FormState>) {
    startTransition(async () => {
      const answer = await confirming(action);
      startTransition(() => {
        const refused = answer.status === 'refused';
        setProblem(refused ? (answer.message ?? 'Action failed.') : undefined);
        if (!refused) onDone?.();
      });
    });
  }

  return { run, pending, problem, clear: () => setProblem(undefined) };
}

interface FormMessageProps {
  state: FormState | undefined;
  /** Paths whose problems stand under their own fields. */
  fields?: readonly string[];
}

/** Why the form was refused, and every problem that has no field of its own to stand under. */
export function FormMessage({ state, fields = [] }: FormMessageProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state?.status === 'refused') place.current?.focus();
  }, [state]);
  if (state?.status !== 'refused') return null;
  const rest = problemsElsewhere(state, fields);
  return (
    <div ref={place} tabIndex={-1} className="scroll-mt-6 outline-none">
      <Notice tone="fail" role="alert" title={state.message ?? 'Not saved.'}>
        {rest.length > 0 ? (
          <ul className="list-disc pl-4">
            {rest.map((problem) => (
              <li key={`${problem.path} ${problem.message}`}>
                {problem.path !== '' && <code className="font-mono text-xs">{problem.path}</code>}{' '}
                {problem.message}
              </li>
            ))}
          </ul>
        ) : (
          state.problems.length > 0 && 'Fix the highlighted fields.'
        )}
      </Notice>
    </div>
  );
}
