import { z } from 'zod';

/** A percentile as one run of bench/verdicts/bounds-once.ts has it: between what the engine says it lies, and what the target says it was. */
export const boundedFigureSchema = z.object({
  time: z.enum(['response', 'service']),
  percentile: z.string(),
  /** Undefined: of the whole run. */
  second: z.number().optional(),
  lowMs: z.number(),
  highMs: z.number(),
  /** What the target says it was, at least and at most. */
  truthMs: z.number(),
  truthAtMostMs: z.number(),
});
export type BoundedFigure = z.infer<typeof boundedFigureSchema>;
