import { z } from 'zod';
import { CHANGE_VERDICTS } from '@/lib/stats/compare/change-verdict';
import { COMPARED_METRICS } from '@/lib/stats/compare/compare-seconds';
import { share } from './parts';

const changeVerdictSchema = z.enum(CHANGE_VERDICTS).meta({ id: 'ChangeVerdict' });

/** What `plimsoll compare --json` writes. */
export const comparisonSchema = z
  .strictObject({
    base: z.number(),
    candidate: z.number(),
    margin: share,
    comparability: z
      .array(
        z.strictObject({
          field: z.string(),
          base: z.string(),
          candidate: z.string(),
          words: z.string(),
        }),
      )
      .describe('What else differs, and what that means.'),
    endpoints: z.array(
      z.strictObject({
        name: z.string().describe('"all" is all together.'),
        metrics: z.array(
          z.strictObject({
            metric: z.enum(COMPARED_METRICS),
            base: z.number().nullable(),
            candidate: z.number().nullable(),
            change: z.number().nullable().describe('A share of the base.'),
            low: z.number().nullable().describe('Of the 95 % interval of the change.'),
            high: z.number().nullable(),
            verdict: changeVerdictSchema,
            minutesNeeded: z.number().nullable(),
          }),
        ),
        shift: z.array(
          z.strictObject({
            q: z.number(),
            baseMs: z.number(),
            candidateMs: z.number(),
            change: z.number(),
            low: z.number().optional(),
            high: z.number().optional(),
          }),
        ),
      }),
    ),
    onlyInBase: z.array(z.string()),
    onlyInCandidate: z.array(z.string()),
    verdict: changeVerdictSchema,
  })
  .meta({ id: 'Comparison' });
