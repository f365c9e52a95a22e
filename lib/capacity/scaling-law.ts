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
