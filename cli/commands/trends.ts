import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { latency } from '@/lib/core/duration';
import { PlimsollError } from '@/lib/core/errors';
import { percent, type Quantity, rate, signedPercent, textOf } from '@/lib/core/number';
import { addDeployment } from '@/lib/trends/deployments';
import { driftLabel, TREND_METRICS, type TrendMetric, type TrendSeries } from '@/lib/trends/model';
import { pointsFromText } from '@/lib/trends/points-from-text';
import { trendOf, trendOfPoints } from '@/lib/trends/trend';
import { writeJson } from '../json-text';
import { withCommand, withStore } from '../with-store';

interface TrendOptions {
  metric: TrendMetric;
  points?: string;
  json?: string;
}

export function trendCommand(): Command {
  return new Command('trend')
    .description('show a metric over the runs of a scenario, with its change points')
    .argument('[scenario]', 'scenario slug or name')
    .addOption(
      new Option('--metric <name>', 'metric to show').choices(TREND_METRICS).default('p95'),
    )
    .option(
      '--points <file>',
      'use a CSV file instead of runs: one number per line, or several columns',
    )
    .option('--json <file>', 'write points, change points and gradual changes as JSON')
    .action(async (scenario: string | undefined, options: TrendOptions) => {
      if ((scenario === undefined) === (options.points === undefined))
        throw new PlimsollError('invalid-input', 'Set either a scenario or --points FILE.');
      const result =
        options.points === undefined
          ? await withStore((store) => trendOf(store, scenario ?? '', options.metric))
          : plainSeries(options.points);
      if (options.json !== undefined) writeJson(options.json, result);
      console.log(
        'points' in result
          ? plainReport(result)
          : result.map((series) => report(series, options.metric)).join('\n\n'),
      );
    });
}

function plainSeries(file: string) {
  return trendOfPoints(pointsFromText(readFileSync(file, 'utf8')));
}

function plainReport({ points, changes, drifts }: ReturnType<typeof plainSeries>): string {
  const shown = (value: number) => value.toPrecision(4);
  const lines = changes.map((one) => `From point ${one.index + 1}: ${changeText(one, shown)}.`);
  const gradual = drifts.map(
    (one) =>
      `${driftLabel(one)} from point ${one.from + 1} to point ${one.to + 1}: ${changeText(one, shown)}.`,
  );
  return [
    `${points.length} points.`,
    ...(lines.length === 0 ? ['No change points.'] : lines),
    ...gradual,
  ].join('\n');
}

/** "100.0 → 130.0 (+30.0 %, p < 0.001)". */
function changeText(
  {
    before,
    after,
    change,
    p,
  }: Pick<TrendSeries['drifts'][number], 'before' | 'after' | 'change' | 'p'>,
  shown: (value: number) => string,
): string {
  const chance = p < 0.001 ? 'p < 0.001' : `p ${p.toFixed(3)}`;
  return `${shown(before)} → ${shown(after)} (${shareOf(change)}, ${chance})`;
}

function report(series: TrendSeries, metric: TrendMetric): string {
  const { scenario, target, planHash, points, changes, drifts } = series;
  const shown = (value: number) => textOf(shownValue(metric, value));
  const lines = points.map(({ run, startedAt, value }) => {
    const change = changes.find((one) => one.run === run);
    const words =
      change === undefined
        ? ''
        : `  ← changed: ${changeText(change, shown)}${change.answer === undefined ? '' : `, ${change.answer}`}`;
    return `  run ${run}  ${startedAt.slice(0, 19)}Z  ${shown(value)}${words}`;
  });
  const gradual = drifts.map(
    (one) =>
      `  ${driftLabel(one)} from run ${one.run} to run ${one.lastRun}: ${changeText(one, shown)}.`,
  );
  return [`${scenario} on ${target}, plan ${planHash}, ${metric}:`, ...lines, ...gradual].join(
    '\n',
  );
}

function shownValue(metric: TrendMetric, value: number): Quantity {
  if (metric === 'failureRate') return percent(value);
  return metric === 'requestsPerSecond' ? rate(value) : latency(value);
}

function shareOf(share: number | undefined): string {
  return share === undefined ? '–' : textOf(signedPercent(share));
}

export function deployCommand(): Command {
  return new Command('deploy')
    .description('record a deployment on a target, shown in its trends')
    .argument('<target>', 'target name')
    .argument('<text>', 'deployment description')
    .option('--at <time>', 'time, for example 2026-11-23T14:30Z; default: now')
    .action(async (target: string, text: string, { at }: { at?: string }) => {
      await withCommand(
        'deployment.edit',
        (store) => addDeployment(store, { target, text, at }),
        target,
      );
      console.log(`Recorded deployment on ${target}: ${text}.`);
    });
}
