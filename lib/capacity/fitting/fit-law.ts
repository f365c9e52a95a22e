import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { inverse, Matrix } from 'ml-matrix';

/** What was measured at a level of load. */
export interface ScalingPoint {
  /** Users, or requests in flight. */
  n: number;
  /** Per second, or in whatever unit: the law's γ is in the same. */
  throughput: number;
  /** How much it counts: 1/variance in a unit of your own; left out, 1. */
  weight?: number;
}

export interface LawFit {
  law: LawParameters;
  /** Sum of the weighted squares of what is left. */
  squares: number;
}

const MAX_ROUNDS = 30;
const CONVERGED = 1e-13;

/**
 * The law that is nearest to the points with only `free` parameters, the others 0 (γ is always free):
 * weighted non-linear least squares by Levenberg and Marquardt, from the solution of the same law made
 * linear. Undefined if there are too few points, or none with these parameters within their bounds.
 */
export function fitLaw(
  points: readonly ScalingPoint[],
  free: readonly Parameter[],
): LawFit | undefined {
  const levels = new Set(points.map(({ n }) => n)).size;
  const start = levels < free.length ? undefined : linearStart(points, free);
  if (start === undefined) return undefined;
  const most = Math.max(...points.map(({ throughput }) => throughput));
  // Parameters of one size, and throughput up to 1: the solver knows no scales of its own.
  const sizes = free.map((name) => Math.abs(start[name]) || (name === 'gamma' ? most : 1e-3));
  const lawOf = (values: readonly number[]): LawParameters => ({
    gamma: 0,
    alpha: 0,
    beta: 0,
    ...Object.fromEntries(free.map((name, i) => [name, (values[i] ?? 0) * (sizes[i] ?? 1)])),
  });
  // Weights go into the points themselves, which the solver then takes by index.
  const heaviest = Math.max(...points.map(({ weight = 1 }) => weight));
  const roots = points.map(({ weight = 1 }) => Math.sqrt(weight / heaviest) / most);
  const scaled = (of: (n: number) => number) => (at: number) =>
    of(points[at]?.n ?? 0) * (roots[at] ?? 0);
  const data = {
    x: points.map((_, at) => at),
    y: points.map(({ throughput }, at) => throughput * (roots[at] ?? 0)),
  };
  let values = free.map((name, i) => start[name] / (sizes[i] ?? 1));
  let squares = squaresOf(points, lawOf(values));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { parameterValues } = levenbergMarquardt(
      data,
      (candidate) => scaled((n) => throughputAt(lawOf(candidate), n)),
      {
        initialValues: values,
        jacobianFunction: (candidate) => (at) =>
          free.map((name, i) =>
            scaled((n) => gradientAt(lawOf(candidate), n)[name] * (sizes[i] ?? 1))(at),
          ),
        damping: 1e-3,
        maxIterations: 10,
        improvementThreshold: 1e-9,
        errorTolerance: 0,
      },
    );
    const next = squaresOf(points, lawOf(parameterValues));
    if (!(next < squares)) break;
    const gain = squares - next;
    values = parameterValues;
    squares = next;
    if (gain <= CONVERGED * squares) break;
  }
  const law = lawOf(values);
  return law.gamma > 0 && isWithinBounds(law) ? { law, squares } : undefined;
}

/** Shares of time: neither can be negative, and more than all of it cannot queue. */
function isWithinBounds({ alpha, beta }: LawParameters): boolean {
  return alpha >= 0 && alpha <= 1 && beta >= 0;
}

export function squaresOf(points: readonly ScalingPoint[], law: LawParameters): number {
  return points.reduce(
    (sum, { n, throughput, weight = 1 }) => sum + weight * (throughput - throughputAt(law, n)) ** 2,
    0,
  );
}

/** (JᵀWJ)⁻¹ of all three parameters at a law, by name; undefined where the points cannot tell them apart. */
export function covarianceShape(
  points: readonly ScalingPoint[],
  law: LawParameters,
): Matrix | undefined {
  const size = PARAMETERS.map((name) => Math.abs(law[name]) || 1e-3);
  const jacobian = new Matrix(
    points.map(({ n, weight = 1 }) => {
      const gradient = gradientAt(law, n);
      return PARAMETERS.map((name, i) => gradient[name] * (size[i] ?? 1) * Math.sqrt(weight));
    }),
  );
  try {
    const scaled = inverse(jacobian.transpose().mmul(jacobian));
    const shape = Matrix.from1DArray(
      3,
      3,
      scaled
        .to1DArray()
        .map((value, at) => value * (size[Math.floor(at / 3)] ?? 1) * (size[at % 3] ?? 1)),
    );
    return shape.diagonal().every((value) => value >= 0 && Number.isFinite(value))
      ? shape
      : undefined;
  } catch {
    return undefined;
  }
}

/** n/X = (1 + α(n−1) + βn(n−1))/γ is linear in 1/γ, α/γ and β/γ; weighted so that errors of X count alike. */
function linearStart(
  points: readonly ScalingPoint[],
  free: readonly Parameter[],
): LawParameters | undefined {
  const terms = (n: number): Record<Parameter, number> => ({
    gamma: 1,
    alpha: n - 1,
    beta: n * (n - 1),
  });
  const usable = points.filter(({ throughput }) => throughput > 0);
  const roots = usable.map(
    ({ n, throughput, weight = 1 }) => (Math.sqrt(weight) * throughput ** 2) / n,
  );
  const left = new Matrix(
    usable.map(({ n }, i) => free.map((name) => terms(n)[name] * (roots[i] ?? 0))),
  );
  const right = Matrix.columnVector(
    usable.map(({ n, throughput }, i) => (n / throughput) * (roots[i] ?? 0)),
  );
  try {
    const solved = inverse(left.transpose().mmul(left)).mmul(left.transpose().mmul(right));
    const [inverseGamma = 0, ...rest] = solved.to1DArray();
    const gamma = 1 / inverseGamma;
    if (!(gamma > 0) || !Number.isFinite(gamma)) return steepStart(points);
    const of = (name: Parameter) => Math.max(0, (rest[free.indexOf(name) - 1] ?? 0) * gamma);
    return { gamma, alpha: of('alpha'), beta: of('beta') };
  } catch {
    return undefined;
  }
}

/** Where the linear form finds no throughput of one at all: the steepest that was measured. */
function steepStart(points: readonly ScalingPoint[]): LawParameters {
  const gamma = Math.max(...points.map(({ n, throughput }) => throughput / n));
  return { gamma, alpha: 0.01, beta: 1e-4 };
}

/** Throughput of one, the share that must queue (contention), and the cost of agreeing (coherency). */
export interface LawParameters {
  gamma: number;
  alpha: number;
  beta: number;
}

export const PARAMETERS = ['gamma', 'alpha', 'beta'] as const;
export type Parameter = (typeof PARAMETERS)[number];

/** X(N) = γN / (1 + α(N−1) + βN(N−1)): Gunther, Guerrilla Capacity Planning, 2007, chapter 4. */
export function throughputAt({ gamma, alpha, beta }: LawParameters, n: number): number {
  return (gamma * n) / denominator(alpha, beta, n);
}

/** How X(N) changes with γ, α and β. */
export function gradientAt(
  { gamma, alpha, beta }: LawParameters,
  n: number,
): Record<Parameter, number> {
  const below = denominator(alpha, beta, n);
  const common = (-gamma * n) / below ** 2;
  return { gamma: n / below, alpha: common * (n - 1), beta: common * n * (n - 1) };
}

/** Where more load begins to give less: √((1−α)/β). Undefined where there is no such point. */
export function peakOf({ alpha, beta }: LawParameters): number | undefined {
  return beta > 0 && alpha < 1 ? Math.sqrt((1 - alpha) / beta) : undefined;
}

/** What throughput cannot pass however much the load grows, of a law without a peak: γ/α. */
export function ceilingOf({ gamma, alpha, beta }: LawParameters): number | undefined {
  return beta === 0 && alpha > 0 ? gamma / alpha : undefined;
}

/**
 * The knee: where the line of a service without any contention, γN, meets the height that throughput can
 * reach at most (Gunther's N at the bound). Undefined for a line.
 */
export function kneeOf(law: LawParameters): number | undefined {
  const peakN = peakOf(law);
  const most = peakN === undefined ? ceilingOf(law) : throughputAt(law, peakN);
  return most === undefined ? undefined : Math.max(1, most / law.gamma);
}

function denominator(alpha: number, beta: number, n: number): number {
  return 1 + alpha * (n - 1) + beta * n * (n - 1);
}
