import { clock, span } from '@/lib/core/duration';
import { plural } from '@/lib/core/number';
import type { LoadShape as Shape } from '@/lib/plan/figures';
import { rateLabel } from '@/lib/plan/labels';

interface LoadShapeProps {
  shape: Shape;
  durationMs: number;
  height?: number;
  /** With its highest level and its end written on it. */
  labelled?: boolean;
}

const WIDTH = 240;

/** The outline of a load over time. It stretches to its place; strokes and letters do not. */
export function LoadShape({ shape, durationMs, height = 40, labelled = false }: LoadShapeProps) {
  const { points } = shape;
  const highest = Math.max(0, ...points.map((corner) => corner.level));
  const peak = shape.of === 'users' ? Math.max(1, highest) : highest || 1;
  const label = shape.of === 'users' ? plural(Math.floor(peak), 'user') : rateLabel(highest);
  const x = (ms: number) => ((ms / Math.max(durationMs, 1)) * WIDTH).toFixed(2);
  const y = (level: number) => (height - 1 - (level / peak) * (height - 3)).toFixed(2);
  const outline = points.map((corner) => `${x(corner.atMs)} ${y(corner.level)}`).join('L');
  return (
    <div className="min-w-0">
      <svg
        role="img"
        viewBox={`0 0 ${WIDTH} ${height}`}
        preserveAspectRatio="none"
        className="block w-full overflow-visible"
        style={{ height }}
      >
        <title>{`Load shape: up to ${label} over ${span(durationMs)}`}</title>
        <path
          d={`M${outline}L${WIDTH} ${height}L0 ${height}Z`}
          fill="var(--series-users)"
          opacity="0.16"
        />
        <path
          d={`M${outline}`}
          fill="none"
          stroke="var(--series-users)"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
          strokeLinejoin="round"
        />
        <path
          d={`M0 ${height - 0.5}H${WIDTH}`}
          stroke="var(--line-strong)"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      {labelled && (
        <div className="nums mt-1 flex justify-between text-2xs text-ink-3" aria-hidden="true">
          <span>{clock(0)}</span>
          <span>peak {label}</span>
          <span>{clock(durationMs)}</span>
        </div>
      )}
    </div>
  );
}
