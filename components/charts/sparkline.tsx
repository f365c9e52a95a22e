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
export function Sparkline({ values, color, label, height = 24, atLeast = 0 }: SparklineProps) {
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
