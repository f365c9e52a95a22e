import { autocovariances } from './autocovariance';

export interface Blocks {
  /** Seconds of a block. */
  length: number;
  /**
   * By how much the bootstrap's variance is too small, because blocks cut the dependence at their ends: the
   * long-run variance by a flat-top window, over the one that blocks of this length see. At least 1.
   */
  correction: number;
}

const MAX_CORRECTION = 3;

/**
 * How long blocks must be to keep what is alike in time together: the automatic choice for the circular
 * block bootstrap of Politis and White (2004), as corrected by Patton, Politis and White (2009).
 */
export function blockLength(series: readonly number[]): Blocks {
  const n = series.length;
  const most = Math.max(1, Math.ceil(Math.min(3 * Math.sqrt(n), n / 3)));
  const lagsLooked = Math.max(5, Math.ceil(Math.sqrt(Math.log10(Math.max(n, 10)))));
  const maxLag = Math.min(n - 1, Math.ceil(Math.sqrt(n)) + lagsLooked + most);
  const covariances = autocovariances(series, maxLag);
  const [variance = 0] = covariances;
  if (n < 8 || variance <= 0) return { length: 1, correction: 1 };

  const m = lastCorrelatedLag(covariances, n, lagsLooked);
  const width = 2 * m;
  let g = 0;
  let longRun = variance;
  for (let lag = 1; lag <= Math.min(width, maxLag); lag++) {
    const weighted = 2 * flatTop(lag / width) * (covariances[lag] ?? 0);
    g += weighted * lag;
    longRun += weighted;
  }
  if (longRun <= 0 || g <= 0) return { length: 1, correction: 1 };
  const optimal = ((2 * g ** 2) / ((4 / 3) * longRun ** 2)) ** (1 / 3) * n ** (1 / 3);
  const length = Math.max(1, Math.min(most, Math.ceil(optimal)));
  let seen = variance;
  for (let lag = 1; lag < Math.min(length, maxLag + 1); lag++)
    seen += 2 * (1 - lag / length) * (covariances[lag] ?? 0);
  const correction = seen <= 0 ? 1 : Math.min(MAX_CORRECTION, Math.max(1, longRun / seen));
  return { length, correction };
}

/** The lag after which so many in a row are not told from 0: |ρ| < 2·√(log10 n / n). */
function lastCorrelatedLag(covariances: readonly number[], n: number, looked: number): number {
  const limit = 2 * Math.sqrt(Math.log10(n) / n) * (covariances[0] ?? 0);
  const isSmall = (lag: number) => Math.abs(covariances[lag] ?? 0) < limit;
  for (let lag = 1; lag + looked <= covariances.length; lag++)
    if (Array.from({ length: looked }, (_, ahead) => lag + ahead).every(isSmall))
      return Math.max(1, lag - 1);
  return Math.max(1, covariances.length - looked);
}

/** Trapezoidal: 1 up to a half, then down to 0 (Politis and Romano 1995). */
function flatTop(x: number): number {
  return x <= 0.5 ? 1 : Math.max(0, 2 * (1 - x));
}
