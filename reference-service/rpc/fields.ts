import { z } from 'zod';

const LONGEST_ID = 200;

/** A field of text that names something. */
export function name() {
  const message = `must be a text of 1 to ${LONGEST_ID} characters`;
  return z.string(message).min(1, message).max(LONGEST_ID, message);
}

export function wholeNumber(from: number, to = Number.MAX_SAFE_INTEGER) {
  const range = to === Number.MAX_SAFE_INTEGER ? `of at least ${from}` : `from ${from} to ${to}`;
  const message = `must be a whole number ${range}`;
  return z.number(message).int(message).min(from, message).max(to, message);
}

export function flag() {
  return z.boolean('must be true or false');
}

export function number() {
  return z.number('must be a number');
}

/** A list of `{query, expected_outcome}`. */
export function queries() {
  return z.array(
    z.object(
      {
        query: z.string('must be a text').min(1, 'must not be empty'),
        expected_outcome: z.custom<unknown>(
          (outcome) => outcome !== undefined && outcome !== null,
          // abort: false, or the checks of the list around it would be skipped.
          { error: 'must be given', abort: false },
        ),
      },
      'must be an object with query and expected_outcome',
    ),
    'must be a list of {query, expected_outcome}',
  );
}
