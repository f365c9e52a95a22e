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

/** How strictly an objective is evaluated: whether it fails the run, per second, and when it aborts. */
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
          Fail the run if not met
        </Checkbox>
        {can.eachSecond && (
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Checkbox
              checked={draft.eachSecond}
              onChange={(event) => change({ eachSecond: event.target.checked })}
            >
              Evaluate per second:
            </Checkbox>
            <span className="w-20">
              <NumberInput
                {...about}
                aria-label={`${title}: percent of seconds`}
                min={0}
                step="any"
                disabled={!draft.eachSecond}
                value={draft.share}
                onChange={(share) => change({ share })}
              />
            </span>
            <span className="text-ink-2">% of seconds must be within the limit</span>
          </span>
        )}
        {can.abort && (
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="text-ink-2">Abort the run after</span>
            <span className="w-24">
              <NumberInput
                {...about}
                aria-label={`${title}: abort after seconds`}
                min={1}
                step={1}
                placeholder="Never"
                value={draft.abortAfter}
                onChange={(abortAfter) => change({ abortAfter })}
              />
            </span>
            <span className="text-ink-2">s of continuous violation</span>
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
