'use client';

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import { latency } from '@/lib/core/duration';
import { count, textOf } from '@/lib/core/number';
import { logTicks, niceAxis } from './axis';
import { ChartFrame } from './chart-frame';

interface Bin {
  fromMs: number;
  toMs: number;
  count: number;
}

interface DistributionChartProps {
  bins: readonly Bin[];
  markers: readonly PercentileMarker[];
  height: number;
  fileName: string;
  empty?: string;
}

const AXIS_TEXT = { fontSize: 11, fill: 'var(--ink-3)' };

/** How often each response time occurred: logarithmic bins, drawn as steps. */
export function DistributionChart({
  bins,
  markers,
  height,
  fileName,
  empty,
}: DistributionChartProps) {
  const from = bins[0]?.fromMs ?? 1;
  const to = bins.at(-1)?.toMs ?? 10;
  const y = niceAxis(Math.max(0, ...bins.map((bin) => bin.count)), 4);
  const corners = [
    ...bins.map((bin) => ({ x: Math.log10(bin.fromMs), bin })),
    { x: Math.log10(to) },
  ];
  return (
    <ChartFrame
      title="Response time distribution"
      unit="requests"
      height={height}
      fileName={fileName}
      empty={empty}
      columns={() => [
        { header: 'From (ms)', values: bins.map((bin) => bin.fromMs) },
        { header: 'To (ms)', values: bins.map((bin) => bin.toMs) },
        { header: 'Requests', values: bins.map((bin) => bin.count) },
      ]}
    >
      <ComposedChart
        responsive
        style={{ width: '100%', height }}
        data={corners}
        margin={{ top: 44, right: 24, bottom: 0, left: 0 }}
        title="Response time distribution"
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="x"
          type="number"
          domain={[Math.log10(from), Math.log10(to)]}
          ticks={logTicks(from, to).map(Math.log10)}
          tickFormatter={(x: number) => axisText(10 ** x)}
          interval="equidistantPreserveStart"
          minTickGap={8}
          height={24}
          tick={AXIS_TEXT}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
        />
        <YAxis
          width={56}
          domain={[0, y.max]}
          ticks={y.ticks}
          interval={0}
          tickFormatter={(value: number) => count(value)}
          tick={AXIS_TEXT}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--ink-3)', strokeWidth: 1 }}
          content={({ payload }) => <BinTip bin={binOf(payload[0]?.payload)} />}
        />
        <Area
          dataKey={(corner: { bin?: Bin }) => corner.bin?.count ?? 0}
          type="stepAfter"
          stroke="var(--series-p95)"
          strokeWidth={1.25}
          fill="var(--series-p95)"
          fillOpacity={0.16}
          isAnimationActive={false}
          dot={false}
          activeDot={false}
        />
        <PercentileMarkers markers={markers} />
      </ComposedChart>
    </ChartFrame>
  );
}

function axisText(ms: number): string {
  const { value, unit } = latency(ms);
  return textOf({ value: value.includes('.') ? value.replace(/\.?0+$/, '') : value, unit });
}

function binOf(payload: unknown): Bin | undefined {
  return typeof payload === 'object' && payload !== null && 'bin' in payload
    ? (payload.bin as Bin)
    : undefined;
}

function BinTip({ bin }: { bin: Bin | undefined }) {
  if (bin === undefined) return null;
  return (
    <span className="plot-tip nums rounded-sm bg-ink px-1.5 py-0.5 text-2xs text-paper">
      {textOf(latency(bin.fromMs))} to {textOf(latency(bin.toMs))}: {count(bin.count)}
    </span>
  );
}

interface PercentileMarker {
  label: string;
  ms: number;
  color: string;
}

/** Percentiles as upright lines over a logarithmic x axis, their names on steps above the plot. */
function PercentileMarkers({ markers }: { markers: readonly PercentileMarker[] }) {
  const area = usePlotArea();
  const scale = useXAxisScale();
  if (area === undefined || scale === undefined) return null;
  return (
    <g>
      {markers.map(({ label, ms, color }, index) => {
        const x = scale(Math.log10(ms));
        if (x === undefined) return null;
        const top = area.y - 34 + index * 13;
        const leftward = x > area.x + area.width - 90;
        return (
          <g key={label}>
            <path
              d={`M${x} ${top - 5}V${area.y + area.height}`}
              stroke={color}
              strokeWidth="1.25"
            />
            <text
              x={leftward ? x - 5 : x + 5}
              y={top}
              dominantBaseline="central"
              textAnchor={leftward ? 'end' : 'start'}
              fontSize={11}
              fill="var(--ink-2)"
            >
              <tspan fontWeight={600} fill={color}>
                {label}
              </tspan>{' '}
              {textOf(latency(ms))}
            </text>
          </g>
        );
      })}
    </g>
  );
}
