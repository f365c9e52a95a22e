import { z } from 'zod';
import type { Comparison } from '@/lib/compare/model';
import { CHANGE_VERDICTS } from '@/lib/stats/compare/change-verdict';
import { COMPARED_METRICS } from '@/lib/stats/compare/compare-seconds';
import { jsonOf, orNull, share } from './parts';

const changeVerdictSchema = z.enum(CHANGE_VERDICTS).meta({ id: 'ChangeVerdict' });

/** A comparison for machines: latencies are ms, changes shares of the base. */
export const comparisonSchema = z
  .object({
    base: z.number(),
    candidate: z.number(),
    margin: share,
    comparability: z
      .array(
        z.object({
          field: z.string(),
          base: z.string(),
          candidate: z.string(),
          words: z.string(),
        }),
      )
      .describe('What else differs, and what that means.'),
    endpoints: z.array(
      z.object({
        name: z.string().describe('"all" is all together.'),
        metrics: z.array(
          z.object({
            metric: z.enum(COMPARED_METRICS),
            base: orNull(z.number()),
            candidate: orNull(z.number()),
            change: orNull(z.number()).describe('A share of the base.'),
            low: orNull(z.number()).describe('Of the 95 % interval of the change.'),
            high: orNull(z.number()),
            verdict: changeVerdictSchema,
            minutesNeeded: orNull(z.number()),
          }),
        ),
        shift: z.array(
          z.object({
            q: z.number(),
            baseMs: z.number(),
            candidateMs: z.number(),
            change: z.number(),
            low: orNull(z.number()),
            high: orNull(z.number()),
          }),
        ),
      }),
    ),
    onlyInBase: z.array(z.string()),
    onlyInCandidate: z.array(z.string()),
    verdict: changeVerdictSchema,
  })
  .meta({ id: 'Comparison' });

export function comparisonJson(comparison: Comparison) {
  return jsonOf(comparisonSchema, {
    ...comparison,
    base: comparison.base.number,
    candidate: comparison.candidate.number,
    endpoints: comparison.endpoints.map((endpoint) => ({
      ...endpoint,
      name: endpoint.name || 'all',
    })),
  });
}
