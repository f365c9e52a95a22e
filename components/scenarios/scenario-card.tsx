import { Play } from 'lucide-react';
import { LoadShape } from '@/components/charts/load-shape';
import type { ScenarioCard as Card } from '@/components/overview/overview-data';
import { StatusBadge } from '@/components/runs/status-badge';
import { Button } from '@/components/ui/button';
import { Quantity } from '@/components/ui/figures';
import type { FormAction } from '@/components/ui/forms/form-state';
import { Instant } from '@/components/ui/instant';
import { TextLink } from '@/components/ui/text-link';
import { latency, span } from '@/lib/core/duration';
import { percent, plural, textOf } from '@/lib/core/number';
import { peakLabel } from '@/lib/plan/labels';
import type { ProfileView } from '@/lib/profiles/model';
import type { RunListItem } from '@/lib/runs/model';
import type { TargetView } from '@/lib/targets/model';
import { StartDialog } from './start-dialog';

interface ScenarioCardProps {
  card: Card;
  targets: readonly TargetView[];
  profiles: readonly ProfileView[];
  start: FormAction;
}

/** A scenario at a glance: its shape, how its last runs went, and its start. */
export function ScenarioCard({ card, targets, profiles, start }: ScenarioCardProps) {
  const { scenario, trend } = card;
  return (
    <li className="flex min-w-0 flex-col px-4 pt-3 pb-4">
      <div className="flex items-center gap-2">
        <h3 className="min-w-0 truncate font-semibold">
          <TextLink
            href={`/scenarios/${scenario.id}`}
            className="text-ink! no-underline! hover:underline!"
          >
            {scenario.name}
          </TextLink>
        </h3>
        <span className="ml-auto" />
        <StartDialog
          scenarios={[scenario]}
          targets={targets}
          profiles={profiles}
          start={start}
          trigger={
            <Button size="sm" aria-label={`Run “${scenario.name}”`}>
              <Play className="size-3 fill-current" aria-hidden="true" />
              Run
            </Button>
          }
        />
      </div>
      <p className="min-h-10 text-sm text-pretty text-ink-2">{scenario.description}</p>
      <div className="mt-3">
        <LoadShape shape={scenario.shape} durationMs={scenario.durationMs} height={36} />
        <p className="nums mt-1 flex justify-between text-xs text-ink-3">
          <span>{peakLabel(scenario.plan)}</span>
          <span>{span(scenario.durationMs)}</span>
        </p>
      </div>
      <Trend trend={trend} />
    </li>
  );
}

function Trend({ trend }: { trend: readonly RunListItem[] }) {
  const last = trend.at(-1);
  if (last === undefined) return <p className="mt-3 text-sm text-ink-3">No runs yet.</p>;
  const over = `over the last ${plural(trend.length, 'run')}`;
  return (
    <div className="mt-3">
      <dl className="grid grid-cols-2 gap-x-4">
        <div>
          <dt className="text-xs text-ink-3">p95</dt>
          <dd className="flex items-end justify-between gap-2">
            <Quantity of={latency(last.p95Ms)} />
            <Sparkline
              values={trend.map((run) => run.p95Ms)}
              color="var(--series-p95)"
              label={`p95 ${over}; last ${textOf(latency(last.p95Ms))}`}
            />
          </dd>
        </div>
        <div>
          <dt className="text-xs text-ink-3">Error rate</dt>
          <dd className="flex items-end justify-between gap-2">
            <Quantity of={percent(last.failureRate)} />
            <Sparkline
              values={trend.map((run) => run.failureRate)}
              color="var(--series-fail)"
              atLeast={0.01}
              label={`Error rate ${over}; last ${textOf(percent(last.failureRate))}`}
            />
          </dd>
        </div>
      </dl>
      <p className="mt-2 flex items-center gap-2 text-xs text-ink-3">
        <StatusBadge status={last.status} />
        <TextLink href={`/runs/${last.number}`} prefetch={false}>
          Run {last.number}
        </TextLink>
        <Instant iso={last.endedAt} relative />
      </p>
    </div>
  );
}

interface SparklineProps {
  values: readonly (number | undefined)[];
  color: string;
  /** What a screen reader is told. */
  label: string;
  height?: number;
  /** The top is at least this: a flat zero stays at the bottom. */
  atLeast?: number;
}

const WIDTH = 120;

/** A word-sized line: zero-based, gaps left open, its last value a dot. */
function Sparkline({ values, color, label, height = 24, atLeast = 0 }: SparklineProps) {
  const top = Math.max(atLeast, ...values.map((value) => value ?? 0)) || 1;
  const x = (index: number) =>
    WIDTH - 3 - (values.length - 1 - index) * ((WIDTH - 6) / Math.max(values.length - 1, 1));
  const y = (value: number) => height - 3 - (value / top) * (height - 6);
  const path = values
    .map((value, index) => {
      if (value === undefined) return '';
      const start = index === 0 || values[index - 1] === undefined;
      return `${start ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    })
    .join('');
  const last = values.findLastIndex((value) => value !== undefined);
  const lastValue = values[last];
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${height}`}
      className="min-w-0 shrink"
      width={WIDTH}
      height={height}
    >
      <path d={`M0 ${height - 0.5}H${WIDTH}`} stroke="var(--line)" />
      <path d={path} fill="none" stroke={color} strokeWidth="1.5" strokeLinejoin="round" />
      {lastValue !== undefined && <circle cx={x(last)} cy={y(lastValue)} r="2.5" fill={color} />}
    </svg>
  );
}
