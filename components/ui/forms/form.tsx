'use client';

import { type FormEvent, useState, useTransition } from 'react';
import { answerOf } from '../answer-of';
import type { FormAction, FormState } from './form-state';

/** Sends a form to a server action and keeps what was typed, whatever the answer. */
export function useForm(action: FormAction, onDone?: () => void) {
  const [state, setState] = useState<FormState>();
  const [pending, startTransition] = useTransition();

  function send(data: FormData) {
    startTransition(async () => {
      const answer = await answerOf(() => action(data));
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
