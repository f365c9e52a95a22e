import type { Confidence, Finding, FindingCode } from './model';

/** A load that a service was given, whether it met its objectives, and what its run shows. */
export interface LoadedStep {
  load: number;
  holds: boolean;
  findings: readonly Finding[];
}

const WEIGHTS: Record<Confidence, number> = { high: 1, medium: 0.5, low: 0.25 };

/**
 * What the loads that broke have and those that held have not: what is found at every load is not what breaks it.
 * Told as the lowest load shows it at which it is surest. Undefined where nothing was found in a broken step.
 */
export function causeOfBreak<T extends LoadedStep>(
  steps: readonly T[],
): { finding: Finding; step: T } | undefined {
  const broken = steps.filter(({ holds }) => !holds).sort((a, b) => a.load - b.load);
  const held = steps.filter(({ holds }) => holds);
  // In the order of the lowest broken load, which also decides between equals.
  const codes = new Set(broken.flatMap(({ findings }) => findings.map(({ code }) => code)));
  const [likeliest] = [...codes]
    .map((code) => ({ code, excess: shareWith(code, broken) - shareWith(code, held) }))
    .sort((a, b) => b.excess - a.excess);
  if (likeliest === undefined) return undefined;
  const [surest] = broken
    .flatMap((step) =>
      step.findings
        .filter(({ code }) => code === likeliest.code)
        .map((finding) => ({ finding, step })),
    )
    .sort((a, b) => WEIGHTS[b.finding.confidence] - WEIGHTS[a.finding.confidence]);
  return surest;
}

function shareWith(code: FindingCode, steps: readonly LoadedStep[]): number {
  if (steps.length === 0) return 0;
  const weights = steps.map(({ findings }) => {
    const found = findings.find((finding) => finding.code === code);
    return found === undefined ? 0 : WEIGHTS[found.confidence];
  });
  return weights.reduce((sum, weight) => sum + weight, 0) / steps.length;
}
