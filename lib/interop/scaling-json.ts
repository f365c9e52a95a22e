import type { ScalingFit } from '@/lib/capacity/fitting/fit-scaling';

/** A fitted law as machines read it; what cannot be told is null. Field names are those of the documentation. */
export function scalingJson(fit: ScalingFit) {
  const { model, law, standardErrors, intervals, rSquared } = fit;
  return {
    ...{ model, ...law },
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
      ...{ model: rival.model, ...rival.law },
      ...{ rSquared: rival.rSquared, bic: rival.criterion },
    })),
    warnings: fit.warnings.map(({ sentence }) => sentence),
    warningCodes: fit.warnings.map(({ code }) => code),
  };
}
