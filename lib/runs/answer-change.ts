import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';
import { parseInput } from './parse-input';
import { CHANGE_ANSWERS, TREND_METRICS } from './trend-series';

const answerSchema = z.object({
  /** The first run of the new level. */
  run: z.int('must be the number of a run.'),
  metric: z.enum(TREND_METRICS, 'must be a metric of trends.'),
  /** Null takes an answer back. */
  answer: z.enum(CHANGE_ANSWERS, `must be one of ${CHANGE_ANSWERS.join(', ')}.`).nullable(),
  note: z.string().trim().max(500, 'must be at most 500 characters.').default(''),
});

/** Keeps what a user says to a change point, or takes it back. Throws `invalid-input` or `not-found`. */
export async function answerChange({ prisma }: Store, input: unknown): Promise<void> {
  const { run, metric, answer, note } = parseInput(
    answerSchema,
    input,
    'The answer cannot be kept.',
  );
  if ((await prisma.run.findUnique({ where: { id: run } })) === null)
    throw new PlimsollError('not-found', `There is no run ${run}.`);
  const key = { runId: run, metric };
  if (answer === null) {
    await prisma.changeAnswer.deleteMany({ where: key });
    return;
  }
  await prisma.changeAnswer.upsert({
    where: { runId_metric: key },
    create: { ...key, answer, note },
    update: { answer, note, answeredAt: new Date() },
  });
}
