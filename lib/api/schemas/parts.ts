import { z } from 'zod';

/** A whole number in a path or a query string. */
export const wholeText = (least = 1, most = 999_999_999) =>
  z.coerce
    .number('must be a number.')
    .int('must be a whole number.')
    .min(least, `must be at least ${least}.`)
    .max(most, `must be at most ${most.toLocaleString('en')}.`);

export const flagText = z.stringbool({ error: 'must be true or false.' });

export const numberParam = z.strictObject({ number: wholeText() });
export const idParam = z.strictObject({ id: wholeText() });

/** A plan; components.schemas.LoadPlan is the schema of plan files, by which it is checked. */
export const planRef = z.unknown().meta({ id: 'LoadPlan' });

export const problemSchema = z
  .object({
    message: z.string().describe('Error message.'),
    problems: z
      .array(
        z.object({
          path: z.string().describe('Field with the problem, for example "load.stages[0].users".'),
          message: z.string().describe('Description of the problem and how to fix it.'),
        }),
      )
      .describe('Every problem of the request.'),
  })
  .meta({ id: 'Problem' });
