import type { ZodError } from 'zod';

const MOST_LISTED = 200;

/** Every problem as a sentence that begins with the path of its field; past 200, how many more. */
export function sentencesOf({ issues }: Pick<ZodError, 'issues'>): string[] {
  const sentences = issues
    .slice(0, MOST_LISTED)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')} ${message}.`));
  const more = issues.length - MOST_LISTED;
  return more > 0 ? [...sentences, `There are ${more} more problems.`] : sentences;
}
