import { existsSync, readFileSync } from 'node:fs';
import { PlimsollError } from '@/lib/errors/plimsoll-error';

/** The content of a plan file; undefined when the argument is a scenario's name instead. */
export function readPlanFile(argument: string): unknown {
  const looksLikeFile = argument.endsWith('.json') || argument.includes('/');
  if (!looksLikeFile) return undefined;
  if (!existsSync(argument))
    throw new PlimsollError('invalid-input', `There is no plan file ${argument}.`);
  try {
    return JSON.parse(readFileSync(argument, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PlimsollError('invalid-input', `${argument} is not JSON: ${why}.`);
  }
}
