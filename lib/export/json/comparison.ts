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
          obstacle: orNull(z.string()).describe('Why there can be no verdict, in short.'),
        }),
      )
      .describe('Other differences between the runs, and their effect.'),
    obstacles: z.array(z.string()).describe('Why there is no verdict: “different load”.'),
    endpoints: z.array(
      z.object({
        name: z.string().describe('"all" combines all endpoints.'),
        metrics: z.array(
          z.object({
            metric: z.enum(COMPARED_METRICS),
            base: orNull(z.number()),
            candidate: orNull(z.number()),
            change: orNull(z.number()).describe('Relative to the base run.'),
            low: orNull(z.number()).describe(
              'Bound of the 95 % confidence interval of the change, with the load generators’ own errors.',
            ),
            high: orNull(z.number()),
            verdict: orNull(changeVerdictSchema).describe('null: the runs are not comparable.'),
            minutesNeeded: orNull(z.number()),
            byGenerator: orNull(z.boolean()).describe(
              'true: inconclusive because of the load generators’ own errors.',
            ),
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
    verdict: orNull(changeVerdictSchema).describe('null: the runs are not comparable.'),
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
