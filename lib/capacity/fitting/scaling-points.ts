import { parse } from 'csv-parse/sync';
import { PlimsollError } from '@/lib/core/errors';
import { fitScaling, type ScalingFit, type ScalingModel } from './fit-scaling';

export interface TextPoint {
  n: number;
  throughput: number;
}

const MIN_LEVELS = 3;

/**
 * Points of a CSV with the columns `n` and `throughput` in any order, others passed over; without a head line the
 * first two columns. Throws `invalid-input` that names every line which cannot be read.
 */
export function scalingPointsFromText(text: string): TextPoint[] {
  const lines = parse(text, {
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
    delimiter: [',', ';', '\t'],
    quote: null,
    comment: '#',
  }) as unknown as { record: string[]; info: { lines: number } }[];
  const head = lines[0]?.record.map((cell) => cell.toLowerCase()) ?? [];
  const hasHead = head.length > 0 && !head.some(isNumber);
  const problems: { path: string; message: string }[] = [];
  const [nAt, throughputAt] = hasHead ? [head.indexOf('n'), head.indexOf('throughput')] : [0, 1];
  if (nAt < 0 || throughputAt < 0)
    problems.push({
      path: 'line 1',
      message: `must contain the columns "n" and "throughput"; found ${head.join(', ')}.`,
    });
  else
    for (const { record, info } of lines.slice(hasHead ? 1 : 0)) {
      const path = `line ${info.lines}`;
      const [n = '', throughput = ''] = [record[nAt], record[throughputAt]];
      if (!isNumber(n) || Number(n) <= 0)
        problems.push({ path, message: `n: "${n}" is not a number greater than 0.` });
      if (!isNumber(throughput) || Number(throughput) < 0)
        problems.push({
          path,
          message: `throughput: "${throughput}" is not a number of at least 0.`,
        });
    }
  const points = lines.slice(hasHead ? 1 : 0).map(({ record }) => ({
    n: Number(record[nAt]),
    throughput: Number(record[throughputAt]),
  }));
  if (problems.length === 0 && new Set(points.map(({ n }) => n)).size < MIN_LEVELS)
    problems.push({
      path: 'file',
      message: `must have at least ${MIN_LEVELS} different values of n; a reliable curve needs six or more.`,
    });
  if (problems.length === 0 && points.every(({ throughput }) => throughput === 0))
    problems.push({ path: 'file', message: 'has no throughput greater than 0.' });
  if (problems.length > 0)
    throw new PlimsollError(
      'invalid-input',
      'The points could not be parsed.',
      problems.slice(0, 20),
    );
  return points;
}

function isNumber(text: string): boolean {
  return text !== '' && Number.isFinite(Number(text));
}

/** A fitted law as machines read it; what cannot be told is null. Field names are those of the documentation. */
export function scalingJson(fit: ScalingFit) {
  const { model, law, standardErrors, intervals, rSquared } = fit;
  return {
    model,
    ...law,
    standardErrors: standardErrors ?? null,
    intervals: intervals ?? null,
    rSquared,
    peakN: fit.peakN ?? null,
    peakThroughput: fit.peakThroughput ?? null,
    peakInterval: fit.peakInterval ?? null,
    kneeN: fit.kneeN ?? null,
    ceiling: fit.ceiling ?? null,
    forecastsUpTo: fit.isPoor ? null : fit.reachesTo,
    residuals: fit.residuals,
    models: fit.rivals.map((rival) => ({
      model: rival.model,
      ...rival.law,
      rSquared: rival.rSquared,
      bic: rival.criterion,
    })),
    warnings: fit.warnings.map(({ sentence }) => sentence),
    warningCodes: fit.warnings.map(({ code }) => code),
  };
}

/** The scaling law through points of one's own. Throws `invalid-input` where no law can be fitted. */
export function fitOfPoints(
  points: readonly { n: number; throughput: number }[],
  model?: ScalingModel,
): ScalingFit {
  const fit = fitScaling(points, model);
  if (fit !== undefined) return fit;
  throw new PlimsollError(
    'invalid-input',
    'No model fits these points. At least three load levels with throughput are needed.',
  );
}
