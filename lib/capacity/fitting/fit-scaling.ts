import { criticalT } from '@/lib/stats/student-t';
import {
  ceilingOf,
  covarianceShape,
  fitLaw,
  gradientAt,
  kneeOf,
  type LawFit,
  type LawParameters,
  PARAMETERS,
  type Parameter,
  peakOf,
  type ScalingPoint,
  squaresOf,
  throughputAt,
} from './fit-law';

const MODELS = ['linear', 'amdahl', 'usl'] as const;
export type ScalingModel = (typeof MODELS)[number];

interface Rival {
  model: ScalingModel;
  law: LawParameters;
  rSquared: number;
  /** Schwarz's criterion (BIC); the least is preferred. */
  criterion: number;
}

export type Interval = readonly [low: number, high: number];

/** Why a fit or what follows from it should not be believed, or not far. */
const FIT_WARNINGS = [
  'few-points',
  'narrow-range',
  'poor-fit',
  'uncertain',
  'beyond-data',
  'no-peak',
] as const;
interface FitWarning {
  code: (typeof FIT_WARNINGS)[number];
  sentence: string;
}

/** A law fitted to points, with what can be said of it. Throughputs are in the points' own unit. */
export interface ScalingFit {
  model: ScalingModel;
  law: LawParameters;
  /** Undefined where the points cannot tell: no more points than parameters, or all at one place. */
  standardErrors?: Record<Parameter, number>;
  /** Of 95 %, cut at the parameters' bounds. */
  intervals?: Record<Parameter, Interval>;
  rSquared: number;
  residuals: readonly { n: number; throughput: number; residual: number }[];
  /** Where throughput is highest; undefined if there is no peak, or if it cannot be told. */
  peakN?: number;
  peakThroughput?: number;
  peakInterval?: Interval;
  /** Where throughput leaves the straight line; undefined like the peak. */
  kneeN?: number;
  /** What throughput cannot pass, of a law without a peak. */
  ceiling?: number;
  /** Forecasts reach to here and no further: twice the largest load that was measured. */
  reachesTo: number;
  /** Too poor for any forecast. */
  isPoor: boolean;
  rivals: readonly Rival[];
  warnings: readonly FitWarning[];
  /** Variances and covariances of γ, α and β; undefined like the standard errors. */
  covariance?: readonly (readonly number[])[];
  degreesOfFreedom: number;
}

const FREE: Record<ScalingModel, readonly Parameter[]> = {
  linear: ['gamma'],
  amdahl: ['gamma', 'alpha'],
  usl: ['gamma', 'alpha', 'beta'],
};
const LEVEL = 0.05;
const MIN_LEVELS = 3;
const GOOD_POINTS = 6;
const MIN_SPAN = 4;
const GOOD_R_SQUARED = 0.9;
const REACH = 2;

/**
 * The Universal Scalability Law through the points, or Amdahl's law or a line where Schwarz's criterion
 * prefers them. Errors and intervals are those of the full law also then: that a term is zero was learnt from
 * the same points. Undefined for fewer than three levels of load.
 */
export function fitScaling(
  points: readonly ScalingPoint[],
  wanted?: ScalingModel,
): ScalingFit | undefined {
  const levels = new Set(points.map(({ n }) => n)).size;
  if (levels < MIN_LEVELS || points.every(({ throughput }) => throughput <= 0)) return undefined;
  const rivals = MODELS.flatMap((model) => {
    const fit = fitOf(points, model);
    return fit === undefined ? [] : [{ model, fit, criterion: criterionOf(points, model, fit) }];
  });
  const best = [...rivals].sort((a, b) => a.criterion - b.criterion)[0];
  const chosen = rivals.find(({ model }) => model === wanted) ?? best;
  if (chosen === undefined) return undefined;
  const { model, fit } = chosen;
  const { law } = fit;
  const degreesOfFreedom = points.length - PARAMETERS.length;
  const covariance = covarianceOf(points, law, degreesOfFreedom);
  const standardErrors = covariance && errorsOf(covariance);
  const intervals = standardErrors && intervalsOf(law, standardErrors, degreesOfFreedom);
  const largest = Math.max(...points.map(({ n }) => n));
  const rSquared = rSquaredOf(points, fit.squares);
  const isPoor = rSquared < GOOD_R_SQUARED || degreesOfFreedom < 1;
  const reachesTo = REACH * largest;
  const peakN = peakOf(law);
  const knee = kneeOf(law);
  const isWithinReach = (n: number | undefined) => n !== undefined && n <= reachesTo && !isPoor;
  const peak = isWithinReach(peakN) ? peakN : undefined;
  return {
    model,
    law,
    standardErrors,
    intervals,
    rSquared,
    reachesTo,
    isPoor,
    residuals: points.map(({ n, throughput }) => ({
      n,
      throughput,
      residual: throughput - throughputAt(law, n),
    })),
    peakN: peak,
    peakThroughput: peak === undefined ? undefined : throughputAt(law, peak),
    peakInterval:
      peak === undefined || covariance === undefined
        ? undefined
        : peakIntervalOf(law, covariance, degreesOfFreedom),
    kneeN: isWithinReach(knee) ? knee : undefined,
    ceiling: isPoor ? undefined : ceilingOf(law),
    rivals: rivals.map((rival) => ({
      model: rival.model,
      law: rival.fit.law,
      criterion: rival.criterion,
      rSquared: rSquaredOf(points, rival.fit.squares),
    })),
    warnings: warningsOf({ points, levels, law, peakN, reachesTo, rSquared, intervals }),
    covariance,
    degreesOfFreedom,
  };
}

/** A throughput with its 95 % interval at `n`, by the delta method; undefined past the fit's reach. */
export function predictThroughput(
  fit: ScalingFit,
  n: number,
): { throughput: number; interval?: Interval } | undefined {
  if (n > fit.reachesTo || fit.isPoor) return undefined;
  const throughput = throughputAt(fit.law, n);
  if (fit.covariance === undefined) return { throughput };
  const gradient = PARAMETERS.map((name) => gradientAt(fit.law, n)[name]);
  const half =
    criticalT(LEVEL, fit.degreesOfFreedom) *
    Math.sqrt(Math.max(0, quadratic(gradient, fit.covariance)));
  return { throughput, interval: [Math.max(0, throughput - half), throughput + half] };
}

/** With a term below zero the nearest law within the bounds has it at zero. */
function fitOf(points: readonly ScalingPoint[], model: ScalingModel): LawFit | undefined {
  if (model !== 'usl')
    return (
      fitLaw(points, FREE[model]) ?? (model === 'amdahl' ? fitOf(points, 'linear') : undefined)
    );
  const inside = fitLaw(points, FREE.usl);
  if (inside !== undefined) return inside;
  const edges = [fitLaw(points, ['gamma', 'beta']), fitOf(points, 'amdahl')];
  return edges.filter((edge) => edge !== undefined).sort((a, b) => a.squares - b.squares)[0];
}

/** Schwarz's information criterion (BIC) of least squares. */
function criterionOf(points: readonly ScalingPoint[], model: ScalingModel, { squares }: LawFit) {
  const n = points.length;
  // An exact fit would be minus infinity: rounding is not evidence.
  const floor = 1e-18 * squaresOf(points, { gamma: 0, alpha: 0, beta: 0 });
  return n * Math.log(Math.max(squares, floor) / n) + FREE[model].length * Math.log(n);
}

function covarianceOf(
  points: readonly ScalingPoint[],
  law: LawParameters,
  degreesOfFreedom: number,
): number[][] | undefined {
  if (degreesOfFreedom < 1) return undefined;
  const variance = squaresOf(points, law) / degreesOfFreedom;
  return covarianceShape(points, law)?.mul(variance).to2DArray();
}

function errorsOf(covariance: readonly (readonly number[])[]): Record<Parameter, number> {
  const at = (i: number) => Math.sqrt(covariance[i]?.[i] ?? 0);
  return { gamma: at(0), alpha: at(1), beta: at(2) };
}

function intervalsOf(
  law: LawParameters,
  errors: Record<Parameter, number>,
  degreesOfFreedom: number,
): Record<Parameter, Interval> {
  const t = criticalT(LEVEL, degreesOfFreedom);
  const of = (name: Parameter, most: number): Interval => [
    Math.max(0, law[name] - t * errors[name]),
    Math.min(most, law[name] + t * errors[name]),
  ];
  const open = Number.POSITIVE_INFINITY;
  return { gamma: of('gamma', open), alpha: of('alpha', 1), beta: of('beta', open) };
}

/** By the delta method on ln N, which is nearer to normal than N. */
function peakIntervalOf(
  law: LawParameters,
  covariance: readonly (readonly number[])[],
  degreesOfFreedom: number,
): Interval | undefined {
  const peakN = peakOf(law);
  if (peakN === undefined) return undefined;
  const gradient = [0, -0.5 / (1 - law.alpha), -0.5 / law.beta];
  const half = criticalT(LEVEL, degreesOfFreedom) * Math.sqrt(quadratic(gradient, covariance));
  return [peakN * Math.exp(-half), peakN * Math.exp(half)];
}

function quadratic(vector: readonly number[], matrix: readonly (readonly number[])[]): number {
  return vector.reduce(
    (sum, a, i) => sum + vector.reduce((row, b, j) => row + a * b * (matrix[i]?.[j] ?? 0), 0),
    0,
  );
}

function rSquaredOf(points: readonly ScalingPoint[], squares: number): number {
  const weights = points.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const mean =
    points.reduce((sum, { throughput, weight = 1 }) => sum + weight * throughput, 0) / weights;
  const total = points.reduce(
    (sum, { throughput, weight = 1 }) => sum + weight * (throughput - mean) ** 2,
    0,
  );
  return total === 0 ? 0 : 1 - squares / total;
}

interface FitFacts {
  points: readonly ScalingPoint[];
  levels: number;
  law: LawParameters;
  peakN: number | undefined;
  reachesTo: number;
  rSquared: number;
  intervals: Record<Parameter, Interval> | undefined;
}

function warningsOf({ points, levels, law, peakN, reachesTo, rSquared, intervals }: FitFacts) {
  const loads = points.map(({ n }) => n);
  const [least, largest] = [Math.min(...loads), Math.max(...loads)];
  const shown = (value: number) => Number(value.toPrecision(3));
  const checks: [boolean, FitWarning['code'], string][] = [
    [
      levels < GOOD_POINTS,
      'few-points',
      `Only ${levels} load levels: a reliable curve needs six or more.`,
    ],
    [
      largest < MIN_SPAN * least,
      'narrow-range',
      `All loads are between ${shown(least)} and ${shown(largest)}. Also measure at a quarter of the highest load or less.`,
    ],
    [
      rSquared < GOOD_R_SQUARED,
      'poor-fit',
      `Poor fit: the curve explains ${Math.round(Math.max(0, rSquared) * 100)} % of the measured variation, so it is not used for forecasts.`,
    ],
    [
      intervals !== undefined && law.beta > 0 && intervals.beta[0] === 0,
      'uncertain',
      'The data does not clearly show throughput falling at high load: there may be no peak.',
    ],
    [
      peakN !== undefined && peakN > reachesTo,
      'beyond-data',
      `The peak would be above ${shown(reachesTo)}, twice the highest load measured, so it is not forecast.`,
    ],
    [
      peakN === undefined,
      'no-peak',
      'Throughput does not fall within the measured range, so there is no peak.',
    ],
  ];
  return checks.flatMap(([isSo, code, sentence]) => (isSo ? [{ code, sentence }] : []));
}
