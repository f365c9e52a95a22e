interface SinglePointProps {
  cx?: number | string;
  cy?: number | string;
  index: number;
  points: readonly { y?: number | null }[];
  color: string;
  always?: boolean;
  /** Stands for itself, and not on a line. */
  alone?: boolean;
}

/** A point between two gaps has no line to be seen by; it gets a dot. */
export function SinglePoint({
  cx,
  cy,
  index,
  points,
  color,
  always = false,
  alone = false,
}: SinglePointProps) {
  const absent = (at: number) => points[at]?.y === undefined || points[at]?.y === null;
  const lone = !absent(index) && absent(index - 1) && absent(index + 1);
  if (absent(index) || !(lone || always || alone)) return null;
  if (alone) return <circle cx={cx} cy={cy} r={3.25} fill={color} stroke="var(--surface)" />;
  return <circle cx={cx} cy={cy} r={always ? 2.5 : 1.75} fill={color} />;
}
