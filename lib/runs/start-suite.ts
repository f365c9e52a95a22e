import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import type { Store } from '@/lib/store/open-store';
import { BENCHMARKS } from '@/lib/verdict/benchmarks/benchmarks';
import { mustChoose } from './must-choose';
import { parseInput } from './parse-input';
import { chosenTarget } from './start-run';
import { httpUrlSchema } from './target-url';

const REFUSED = 'The suite cannot be started.';
const NUMBERS = BENCHMARKS.map(({ number }) => number);

export const suiteFields = z.object({
  /** A stored target's id or name, or the URL of one that is not stored. */
  target: z.union([z.int(), z.string().min(1)]).optional(),
  targetUrl: httpUrlSchema.optional(),
  quick: z.boolean().default(false),
  /** Which time of which schedule it is for; of each there is one suite at most. */
  firing: z.string().optional(),
  /** Only these; left out, all twelve. */
  benchmarks: z
    .array(
      z
        .int()
        .refine((number) => NUMBERS.includes(number), 'must be numbers of benchmarks, 1 to 12.'),
    )
    .min(1, 'must be at least one.')
    .optional(),
});

/** A suite needs somewhere to be sent. */
export function suiteInputOf<T extends z.ZodType>(fields: T): T {
  return mustChoose(fields, 'target', 'targetUrl');
}

const schema = suiteInputOf(suiteFields);

/** Queues the benchmark suite, or some of it, for a worker. Throws `invalid-input`. */
export async function startSuite(store: Store, input: unknown): Promise<{ id: number }> {
  const { quick, firing, benchmarks = NUMBERS, ...where } = parseInput(schema, input, REFUSED);
  const target = await chosenTarget(store, where, REFUSED);
  const busy = await store.prisma.suite.findFirst({
    where: { targetUrl: target.url, status: { in: ['queued', 'running'] } },
  });
  if (busy !== null)
    throw new PlimsollError(
      'conflict',
      `Suite ${busy.id} is under way on ${target.name} already. Wait for its end, or stop it.`,
    );
  const suite = await store.prisma.suite.create({
    data: {
      ...{ status: 'queued', quick, firing },
      ...{ targetId: target.id, targetName: target.name, targetUrl: target.url },
      benchmarks: {
        create: [...new Set(benchmarks)]
          .sort((a, b) => a - b)
          .map((number) => ({ number, status: 'queued' })),
      },
    },
  });
  return { id: suite.id };
}
