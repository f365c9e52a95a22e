import { parse as parseYaml } from 'yaml';
import { PlimsollError } from '@/lib/core/errors';
import { jsonFault, parsePlanText } from '@/lib/plan/parse-plan';
import { planFromCurl } from './curl';
import { planFromHar } from './har';
import { planFromOpenApi } from './openapi';
import { fieldsOf } from './openapi-document';
import type { ImportedPlan } from './request-drafts';

export const IMPORT_FORMATS = ['curl', 'har', 'openapi'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** A plan of curl commands, a HAR file or an OpenAPI document, whichever the text is. Throws `invalid-input`. */
export function planFromText(text: string, format = formatOf(text)): ImportedPlan {
  switch (format) {
    case 'curl':
      return planFromCurl(text);
    case 'har':
      return planFromHar(parsePlanText(text, 'The HAR file'));
    case 'openapi':
      return planFromOpenApi(documentOf(text));
    case undefined:
      throw new PlimsollError(
        'invalid-input',
        'This is not a curl command, a HAR file or an OpenAPI 3 document.',
      );
  }
}

/** By what such texts begin with, or have in them. */
function formatOf(text: string): ImportFormat | undefined {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (start.startsWith('{')) {
    if (jsonFault(start) !== undefined)
      return /"(?:openapi|swagger)"\s*:/.test(start) ? 'openapi' : 'har';
    const fields = fieldsOf(JSON.parse(start)) ?? {};
    if ('openapi' in fields || 'swagger' in fields) return 'openapi';
    return 'log' in fields ? 'har' : undefined;
  }
  if (/^(["']?)(?:openapi|swagger)\1\s*:/m.test(start)) return 'openapi';
  return /(?:^|[\s;&|/\\])curl(?:\.exe)?\s/m.test(start) ? 'curl' : undefined;
}

function documentOf(text: string): unknown {
  if (text.trimStart().startsWith('{')) return parsePlanText(text, 'The document');
  try {
    // Through JSON: YAML can also say what JSON cannot, such as a list that contains itself.
    return JSON.parse(JSON.stringify(parseYaml(text, { logLevel: 'error' }) ?? null));
  } catch (error) {
    if (error instanceof RangeError)
      throw new PlimsollError('invalid-input', 'The document is nested too deeply to be read.');
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new PlimsollError(
      'invalid-input',
      `The document is not valid YAML: ${why.replace(/:$/, '')}.`,
    );
  }
}
