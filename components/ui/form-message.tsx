'use client';

import { useEffect, useRef } from 'react';
import { type FormState, problemsElsewhere } from './forms/form-state';
import { Notice } from './notice';

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
      <Notice tone="fail" role="alert" title={state.message ?? 'This could not be saved.'}>
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
          state.problems.length > 0 && 'What to change stands under its field.'
        )}
      </Notice>
    </div>
  );
}
