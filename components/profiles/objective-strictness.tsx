'use client';

import { useId } from 'react';
import { Checkbox } from '@/components/ui/forms/field';
import { NumberInput } from '@/components/ui/forms/inputs';
import { type ObjectiveDraft, optionsOf } from './objective-draft';

interface ObjectiveStrictnessProps {
  draft: ObjectiveDraft;
  /** "Objective 1" */
  title: string;
  problem: string | undefined;
  change: (part: Partial<ObjectiveDraft>) => void;
}

/** How strictly an objective is judged: whether it fails the run, by the second, and when it aborts. */
export function ObjectiveStrictness({ draft, title, problem, change }: ObjectiveStrictnessProps) {
  const id = useId();
  const can = optionsOf(draft);
  const about = problem === undefined ? {} : { 'aria-describedby': id };
  return (
    <>
      <div className="mt-4 flex flex-col items-start gap-2.5 border-t pt-3 text-sm">
        <Checkbox
          checked={draft.critical}
          onChange={(event) => change({ critical: event.target.checked })}
        >
          The run fails when it is broken
        </Checkbox>
        {can.eachSecond && (
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Checkbox
              checked={draft.eachSecond}
              onChange={(event) => change({ eachSecond: event.target.checked })}
            >
              Judge each second:
            </Checkbox>
            <span className="w-20">
              <NumberInput
                {...about}
                aria-label={`${title}: per cent of seconds`}
                min={0}
                step="any"
                disabled={!draft.eachSecond}
                value={draft.share}
                onChange={(share) => change({ share })}
              />
            </span>
            <span className="text-ink-2">% of them must be within</span>
          </span>
        )}
        {can.abort && (
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="text-ink-2">Abort the run when broken for</span>
            <span className="w-24">
              <NumberInput
                {...about}
                aria-label={`${title}: abort after seconds`}
                min={1}
                step={1}
                placeholder="never"
                value={draft.abortAfter}
                onChange={(abortAfter) => change({ abortAfter })}
              />
            </span>
            <span className="text-ink-2">s without a pause</span>
          </span>
        )}
      </div>
      {problem !== undefined && (
        <p id={id} className="mt-2 text-sm text-fail">
          {problem}
        </p>
      )}
    </>
  );
}
