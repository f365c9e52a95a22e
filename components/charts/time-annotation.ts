import type { DataColumn, PlotPoint } from './series';

/** Something that was done at a time, in a word or two: "To 200 users". */
export interface TimeAnnotation {
  id: number | string;
  x: number;
  label: string;
  /** Left out: ink. */
  tone?: 'accent' | 'fail';
}

/** A part of the time axis that is read differently: "Warm-up, not counted". */
export interface TimeSpan {
  from: number;
  to: number;
  label: string;
}

/** What was done within each step, in words: one text a point; those outside all of them go to the nearest. */
export function annotationsByPoint(
  points: readonly PlotPoint[],
  annotations: readonly TimeAnnotation[],
): (string | undefined)[] {
  const labels: (string | undefined)[] = points.map(() => undefined);
  for (const { x, label } of annotations) {
    const at = Math.max(
      0,
      points.findLastIndex((point) => point.x <= x),
    );
    if (at < labels.length)
      labels[at] = labels[at] === undefined ? label : `${labels[at]}, ${label}`;
  }
  return labels;
}

/** The annotations as a column beside a chart's numbers; none when there are none. */
export function annotationColumns(
  points: readonly PlotPoint[],
  annotations: readonly TimeAnnotation[],
): DataColumn[] {
  return annotations.length === 0
    ? []
    : [{ header: 'Annotations', values: annotationsByPoint(points, annotations) }];
}
