'use client';

import clsx from 'clsx';
import { X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useOptimistic, useTransition } from 'react';
import { runName } from '@/components/runs/status-badge';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/forms/field';
import { Instant } from '@/components/ui/instant';
import { TextLink } from '@/components/ui/text-link';
import { ValidityBadge } from '@/components/verdict/validity-badge';
import type { CompareChoice, CompareSide } from '@/lib/compare/model';
import { span } from '@/lib/core/duration';
import { count } from '@/lib/core/number';
import { shareLabel } from './change-labels';
import { compareHref } from './compare-href';
import { inSentence, sideName } from './side-labels';

interface CompareControlsProps {
  sides: readonly CompareSide[];
  baseline: string;
  margin: number;
  colors: Record<string, string>;
  choices: readonly CompareChoice[];
}

const MARGINS = [0.01, 0.02, 0.05, 0.1, 0.2];
const MAX_RUNS = 5;
const MIN_RUNS = 2;

/** Which runs, which is the baseline, and which changes to ignore; all of it is in the URL. */
export function CompareControls(props: CompareControlsProps) {
  const { sides, colors, choices } = props;
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const keys = sides.map(({ key }) => key);
  // What was chosen shows at once; the figures follow.
  const [{ baseline, margin }, choose] = useOptimistic({
    baseline: props.baseline,
    margin: props.margin,
  });
  const go = (change: Partial<{ keys: string[]; baseline: string; margin: number }>) =>
    startTransition(() => {
      choose({ baseline, margin, ...change });
      router.push(compareHref({ keys, baseline, margin, ...change }), { scroll: false });
    });
  const others = choices.filter(({ key }) => !keys.includes(key));
  return (
    <div
      className={clsx('mb-6 transition-opacity duration-150', pending && 'opacity-60')}
      aria-busy={pending}
    >
      <ul
        aria-label="Compared runs"
        className={clsx('instrument sm:grid-cols-2', sides.length > 2 && 'xl:grid-cols-3')}
      >
        {sides.map((side) => (
          <li key={side.key} className="flex min-w-0 gap-3 px-4 py-3">
            <span
              aria-hidden="true"
              className="w-1 shrink-0 self-stretch rounded-sm"
              style={{ background: colors[side.key] }}
            />
            <div className="min-w-0 flex-1">
              <SideFacts side={side} />
              <label className="mt-2 flex w-fit items-center gap-2 text-sm">
                <input
                  type="radio"
                  name="baseline"
                  className="accent-ink"
                  checked={side.key === baseline}
                  onChange={() => go({ baseline: side.key })}
                />
                {side.key === baseline ? 'Baseline' : 'Use as baseline'}
                <span className="sr-only">: {sideName(side)}</span>
              </label>
            </div>
            {sides.length > MIN_RUNS && (
              <Button
                variant="quiet"
                size="sm"
                square
                aria-label={`Remove ${inSentence(sideName(side))}`}
                onClick={() => {
                  const left = keys.filter((key) => key !== side.key);
                  go({
                    keys: left,
                    baseline: baseline === side.key ? (left[0] ?? '') : baseline,
                  });
                }}
              >
                <X className="size-4" aria-hidden="true" />
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        {sides.length < MAX_RUNS && others.length > 0 && (
          <Select
            aria-label="Add run"
            className="w-64 max-sm:w-full"
            value=""
            onChange={(event) => {
              if (event.target.value !== '') go({ keys: [...keys, event.target.value] });
            }}
          >
            <option value="">Add run…</option>
            {others.map(({ key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </Select>
        )}
        <span className="flex items-center gap-2 text-sm text-ink-2">
          Ignore changes under
          <Select
            aria-label="Ignore changes under"
            className="w-24"
            value={margin}
            onChange={(event) => go({ margin: Number(event.target.value) })}
          >
            {[...new Set([...MARGINS, margin])]
              .sort((a, b) => a - b)
              .map((share) => (
                <option key={share} value={share}>
                  {shareLabel(share)}
                </option>
              ))}
          </Select>
        </span>
      </div>
    </div>
  );
}

function SideFacts({ side }: { side: CompareSide }) {
  if (side.kind === 'reported') {
    const { scenario, users, durationMs, requests } = side.reported;
    return (
      <>
        <p className="flex flex-wrap items-center gap-2 font-medium">
          Published {scenario} <Badge tone="none">Published figure, not measured</Badge>
        </p>
        <p className="nums text-sm text-ink-3">
          {users} users, {span(durationMs)}, {count(requests)} requests
        </p>
      </>
    );
  }
  const { run, status, requests, isBaseline } = side;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 font-medium">
        <TextLink href={`/runs/${run.number}`}>Run {run.number}</TextLink>
        <span className="truncate">{runName(run)}</span>
        {isBaseline && <Badge>baseline</Badge>}
        {run.validity !== undefined && run.validity !== 'valid' && (
          <ValidityBadge validity={run.validity} />
        )}
        {status !== 'finished' && <Badge>{status}</Badge>}
      </p>
      <p className="nums text-sm text-ink-3">
        {run.target}, {span(run.durationMs)}, {count(requests)} requests
      </p>
      <p className="text-sm text-ink-3">
        <Instant iso={run.startedAt} relative />
      </p>
    </>
  );
}
