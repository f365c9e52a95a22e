import type { ScalingFit } from '@/lib/capacity/fitting/fit-scaling';
import { type Column, textTable } from '../../text-table';

const NAMES = {
  linear: 'linear',
  amdahl: 'Amdahl’s law',
  usl: 'the Universal Scalability Law',
} as const;
const MEANINGS = {
  gamma: 'throughput at n = 1',
  alpha: 'contention',
  beta: 'coherency',
} as const;

/** A fitted model, for a terminal. */
export function fitReport(fit: ScalingFit): string {
  const { model, rSquared, peakN, peakThroughput, kneeN, ceiling, warnings, rivals } = fit;
  const names = ['gamma', 'alpha', 'beta'] as const;
  const columns: Column<(typeof names)[number]>[] = [
    { title: 'Parameter', value: (name) => `${name} (${MEANINGS[name]})` },
    { title: 'Estimate', value: (name) => shown(fit.law[name]), right: true },
    { title: 'Std. error', value: (name) => shown(fit.standardErrors?.[name]), right: true },
    {
      title: '95 % interval',
      value: (name) =>
        fit.intervals === undefined ? '–' : fit.intervals[name].map(shown).join(' to '),
      right: true,
    },
  ];
  return [
    `Best model: ${NAMES[model]}, R² ${rSquared.toFixed(4)}.`,
    '',
    textTable(columns, names),
    '',
    `Models by BIC: ${rivals.map((rival) => `${rival.model} ${rival.criterion.toFixed(1)}`).join(', ')}.`,
    ...(peakN === undefined
      ? []
      : [`Peak: throughput ${shown(peakThroughput)} at n = ${shown(peakN)}.`]),
    ...(ceiling === undefined ? [] : [`Throughput ceiling: ${shown(ceiling)}.`]),
    ...(kneeN === undefined ? [] : [`Knee: n = ${shown(kneeN)}.`]),
    ...warnings.map(({ sentence }) => `Note: ${sentence}`),
  ].join('\n');
}

function shown(value: number | undefined): string {
  return value === undefined ? '–' : String(Number(value.toPrecision(6)));
}
