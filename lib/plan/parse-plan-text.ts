import { PlimsollError } from '@/lib/core/errors';
import { jsonFault } from './json-fault';
import { withoutSchemaField } from './without-schema-field';

/**
 * A plan's JSON as a value, to be checked next. Throws `invalid-input` with the line and column where
 * the text stops being JSON; `what` is what the message calls it, such as the file's name.
 */
export function parsePlanText(text: string, what = 'The plan'): unknown {
  try {
    return withoutSchemaField(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch {
    const fault = jsonFault(text.replace(/^\ufeff/, ''));
    throw new PlimsollError('invalid-input', `${what} is not JSON.`, [
      {
        path: fault === undefined ? '' : `line ${fault.line}, column ${fault.column}`,
        message: fault?.message ?? 'cannot be read.',
      },
    ]);
  }
}
