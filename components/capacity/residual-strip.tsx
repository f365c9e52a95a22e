import { textOf } from '@/lib/core/number';
import { rate } from '@/lib/format/number';

interface ResidualStripProps {
  residuals: readonly { n: number; throughput: number; residual: number }[];
  loads: string;
}

const WIDTH = 300;
const HEIGHT = 96;
const EDGE = 12;

/** What the law leaves over at each level: a pattern here would mean that it is the wrong law. */
export function ResidualStrip({ residuals, loads }: ResidualStripProps) {
  const most = Math.max(1e-9, ...residuals.map(({ residual }) => Math.abs(residual)));
  const widest = Math.max(1, ...residuals.map(({ n }) => n));
  const x = (n: number) => EDGE + (n / widest) * (WIDTH - 2 * EDGE);
  const y = (residual: number) => HEIGHT / 2 - (residual / most) * (HEIGHT / 2 - EDGE);
  return (
    <figure className="rounded-lg border bg-surface px-3 py-2">
      <figcaption className="flex justify-between text-xs text-ink-3">
        <span>Residuals: measured less law, over {loads}</span>
        <span className="nums">±{textOf(rate(most))}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="mt-1 max-h-40 w-full"
        role="img"
        aria-label={`Residuals from ${textOf(rate(Math.min(...residuals.map(({ residual }) => residual))))} to ${textOf(rate(Math.max(...residuals.map(({ residual }) => residual))))}`}
      >
        <path d={`M${EDGE} ${HEIGHT / 2}H${WIDTH - EDGE}`} stroke="var(--line-strong)" />
        {residuals.map(({ n, residual }, at) => (
          <g key={`${n} ${at.toString()}`}>
            <path
              d={`M${x(n)} ${HEIGHT / 2}V${y(residual)}`}
              stroke="var(--accent)"
              opacity="0.5"
            />
            <circle cx={x(n)} cy={y(residual)} r="2.5" fill="var(--accent)" />
          </g>
        ))}
      </svg>
    </figure>
  );
}
