'use client';

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { type Quantity, textOf } from '@/lib/core/number';
import { AnnotationLines, SpanShades } from './annotation-lines';
import { type Scale, yAxisFor } from './axis';
import { EndLabels } from './end-labels';
import { type Cursor, CursorReader, useNarrow } from './interaction';
import { LimitLines } from './limit-lines';
import { type Gap, isStacked, type Limit, type PlotPoint, type PlotSeries } from './series';
import { SinglePoint } from './single-point';
import type { TimeAnnotation, TimeSpan } from './time-annotation';
import { type Range, useZoomDrag } from './timeline';

export interface PlotProps {
  title: string;
  points: PlotPoint[];
  series: readonly PlotSeries[];
  hidden: ReadonlySet<string>;
  height: number;
  x: {
    domain: Range;
    ticks: number[];
    format: (x: number) => string;
    /** What the cursor says, where that is more than `format`. */
    tip?: (x: number) => string;
  };
  /** The y axis reaches at least this far: 0 % must not look like a lot. */
  yAtLeast?: number;
  scale?: Scale;
  limits?: readonly Limit[];
  /** Bands between two series each, at which nothing is drawn themselves. */
  gaps?: readonly Gap[];
  /** Keys of series with a dot at every point, where each stands for itself; true: of all. */
  dots?: true | readonly string[];
  annotations?: readonly TimeAnnotation[];
  spans?: readonly TimeSpan[];
  bands?: readonly TimeSpan[];
  syncId: string;
  cursor: Cursor;
  /** A range was dragged over; undefined: a double click asks for all of it. */
  onZoom?: (range: Range | undefined) => void;
  onPick?: (x: number) => void;
}

const AXIS_TEXT = { fontSize: 11, fill: 'var(--ink-3)' };
const AXIS_WIDTH = 56;
/** Room for direct labels: the same everywhere, so that stacked charts line up. */
const RIGHT = 72;
const RIGHT_NARROW = 12;

/** Lines over one x axis: zero-based, unsmoothed, with gaps where there is nothing. */
export function Plot(props: PlotProps) {
  const { points, series, hidden, x, syncId, limits = [], gaps = [] } = props;
  const { drag, handlers } = useZoomDrag((range) => props.onZoom?.(range));
  const shown = series.filter((line) => !hidden.has(line.key));
  const narrow = useNarrow();
  const y = yAxisFor({ ...props, series: shown });
  const hasDots = (key: string) => props.dots === true || props.dots?.includes(key);
  const read = (key: string) => (point: PlotPoint) => point.values[key];
  return (
    <ComposedChart
      responsive
      style={{ width: '100%', height: props.height }}
      data={points}
      syncId={syncId}
      syncMethod="value"
      margin={{ top: 8, right: narrow ? RIGHT_NARROW : RIGHT, bottom: 0, left: 0 }}
      title={props.title}
      {...(props.onZoom !== undefined && handlers)}
      onDoubleClick={() => props.onZoom?.(undefined)}
      onClick={({ activeLabel }) => {
        if (activeLabel !== undefined) props.onPick?.(Number(activeLabel));
      }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      {props.spans !== undefined && <SpanShades spans={props.spans} />}
      {props.bands !== undefined && <SpanShades spans={props.bands} look="band" />}
      <XAxis
        dataKey="x"
        type="number"
        domain={[...x.domain]}
        ticks={x.ticks}
        tickFormatter={x.format}
        interval="equidistantPreserveStart"
        minTickGap={12}
        height={24}
        tick={AXIS_TEXT}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
      />
      <YAxis
        width={AXIS_WIDTH}
        scale={props.scale ?? 'linear'}
        allowDataOverflow={props.scale === 'log'}
        domain={[y.min, y.max]}
        ticks={y.ticks}
        interval={0}
        tickFormatter={axisFormat(series[0])}
        tick={AXIS_TEXT}
        tickLine={false}
        axisLine={false}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--ink-3)', strokeWidth: 1 }}
        position={{ y: 0 }}
        offset={6}
        content={({ label }) => <Tip text={(x.tip ?? x.format)(Number(label))} />}
      />
      {gaps
        .filter(
          ({ from, to, with: line = from }) => ![from, to, line].some((key) => hidden.has(key)),
        )
        .map((gap) => (
          <Area
            key={`${gap.from} ${gap.to}`}
            dataKey={(point: PlotPoint) => bandOf(point, gap)}
            stroke="none"
            fill={gap.color}
            fillOpacity={0.16}
            isAnimationActive={false}
            activeDot={false}
            type="linear"
            tooltipType="none"
          />
        ))}
      {shown
        .filter((line) => line.look === 'filled' || isStacked(line))
        .map((line) => (
          <Area
            key={line.key}
            dataKey={read(line.key)}
            name={line.label}
            type="linear"
            stroke={line.color}
            strokeWidth={1.25}
            fill={line.color}
            fillOpacity={isStacked(line) ? 0.24 : 0.12}
            stackId={isStacked(line) ? 'stack' : undefined}
            isAnimationActive={false}
            dot={(dot) => (
              <SinglePoint key={dot.index} {...dot} color={line.color} always={hasDots(line.key)} />
            )}
            activeDot={{ r: 2.5, fill: line.color, stroke: 'none' }}
          />
        ))}
      {shown
        .filter((line) => line.look !== 'filled' && !isStacked(line))
        .map((line) => (
          <Line
            key={line.key}
            dataKey={read(line.key)}
            name={line.label}
            type="linear"
            stroke={line.look === 'dots' ? 'none' : line.color}
            strokeWidth={1.5}
            strokeLinejoin="round"
            strokeDasharray={line.look === 'dashed' ? '4 3' : undefined}
            isAnimationActive={false}
            dot={(dot) => (
              <SinglePoint
                key={dot.index}
                {...dot}
                color={line.color}
                always={hasDots(line.key)}
                alone={line.look === 'dots'}
              />
            )}
            activeDot={{ r: 3, fill: line.color, stroke: 'var(--surface)', strokeWidth: 1 }}
          />
        ))}
      {y.min < 0 && <ReferenceLine y={0} stroke="var(--line-strong)" />}
      {drag !== undefined && (
        <ReferenceArea
          x1={drag[0]}
          x2={drag[1]}
          fill="var(--accent)"
          fillOpacity={0.12}
          stroke="none"
        />
      )}
      <LimitLines limits={limits} labelled={narrow} />
      {props.annotations !== undefined && (
        <AnnotationLines
          annotations={props.annotations}
          spans={[...(props.spans ?? []), ...(props.bands ?? []).slice(0, 1)]}
          room={narrow ? RIGHT_NARROW : RIGHT}
        />
      )}
      {!narrow && (
        <EndLabels
          points={points}
          series={shown.filter(({ look }) => look !== 'dots')}
          limits={limits}
        />
      )}
      <CursorReader cursor={props.cursor} />
    </ComposedChart>
  );
}

function axisFormat(series: PlotSeries | undefined) {
  return (value: number): string =>
    value === 0 ? '0' : trimmed(series?.format(value) ?? { value: String(value), unit: '' });
}

/** An axis needs no trailing zeros: "200 ms", not "200.0 ms"; "1.5 s", not "1.50 s". */
function trimmed({ value, unit }: Quantity): string {
  const short = value.includes('.') ? value.replace(/\.?0+$/, '') : value;
  return textOf({ value: short, unit });
}

function bandOf(point: PlotPoint, gap: { from: string; to: string }): [number, number] | undefined {
  const from = point.values[gap.from];
  const to = point.values[gap.to];
  return from === undefined || to === undefined ? undefined : [from, to];
}

function Tip({ text }: { text: string }) {
  return (
    <span className="plot-tip nums rounded-sm bg-ink px-1.5 py-0.5 text-2xs text-paper">
      {text}
    </span>
  );
}
