import { PlimsollError } from '@/lib/core/errors';

/** The id of the one that is called so. Throws `not-found`, with the names that there are. */
export function named(
  all: readonly { id: number; name: string }[],
  what: string,
  name: string,
): number {
  const found = all.find((one) => one.name === name);
  if (found !== undefined) return found.id;
  const known = all.map((one) => `"${one.name}"`).join(', ');
  throw new PlimsollError(
    'not-found',
    `There is no ${what} "${name}". ${known === '' ? 'There is none yet.' : `There are: ${known}.`}`,
  );
}
