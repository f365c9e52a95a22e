import { type Fields, fieldsOf, resolved } from '@/lib/import/plans/openapi-document';
import type { JsonValue } from '@/lib/plan/json';
import { escapeTemplate } from '@/lib/plan/template';
import { escapeTexts } from './json-body';
import { exampleOf } from './openapi-example';

/** An example body with its type; 'none' when the operation needs none; undefined when it is unknown. */
export function exampleBody(
  operation: Fields,
  document: unknown,
): { body: JsonValue; contentType: string } | 'none' | undefined {
  if (operation.requestBody === undefined) return 'none';
  const requestBody = resolved(operation.requestBody, document);
  const contents = Object.entries(fieldsOf(requestBody?.content) ?? {}).sort(jsonFirst);
  for (const [contentType, media] of contents) {
    const example = exampleOf(fieldsOf(media) ?? {}, document);
    if (example === undefined) continue;
    const body = bodyOf(contentType, example.value);
    if (body !== undefined) return { body, contentType };
  }
  return requestBody !== undefined && requestBody.required !== true ? 'none' : undefined;
}

function bodyOf(contentType: string, value: unknown): JsonValue | undefined {
  if (isJson(contentType)) {
    // A text at the top would be sent as it is, without its quotes.
    return typeof value === 'string'
      ? escapeTemplate(JSON.stringify(value))
      : escapeTexts(value as JsonValue);
  }
  if (typeof value === 'string') return escapeTemplate(value);
  const fields = fieldsOf(value);
  if (contentType === 'application/x-www-form-urlencoded' && fields !== undefined)
    return escapeTemplate(
      new URLSearchParams(
        Object.entries(fields).map(([key, field]) => [key, String(field)]),
      ).toString(),
    );
  return undefined;
}

function jsonFirst([a]: [string, unknown], [b]: [string, unknown]): number {
  return Number(isJson(b)) - Number(isJson(a));
}

function isJson(contentType: string): boolean {
  return /[/+]json\b/i.test(contentType);
}
