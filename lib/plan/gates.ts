/** What may close a build's gate, the gravest first: of an invalid run nothing else can be said. */
export const GATES = ['invalid', 'sla', 'worse'] as const;
export type Gate = (typeof GATES)[number];

/** Beside 0 (done), 1 (the operation failed) and 2 (wrong usage). */
export const GATE_EXIT_CODES: Record<Gate, number> = { sla: 3, invalid: 4, worse: 5 };

/** Whether a gate stays open, and why, in a sentence. */
export interface GateResult {
  gate: Gate;
  passed: boolean;
  words: string;
}

/** 0 when all gates are open; else the exit code of the gravest that is not. */
export function gateExitCode(results: readonly GateResult[]): number {
  const closed = GATES.find((gate) =>
    results.some((result) => result.gate === gate && !result.passed),
  );
  return closed === undefined ? 0 : GATE_EXIT_CODES[closed];
}
