import type { JsonValue } from '@/lib/plan/json';
import { PLAN_LIMITS } from '@/lib/plan/plan-limits';
import { escapeTemplate } from '@/lib/plan/template';

/**
 * A body as a plan writes it: JSON where that is the very same but for white space, otherwise its text
 * (a number such as 1.0 or one of twenty digits would come out as another). Braces are made plain.
 */
export function planBodyOf(body: string, contentType: string | undefined): JsonValue {
  const parsed = /\bjson\b/i.test(contentType ?? '') ? sameJson(body) : undefined;
  return parsed === undefined ? escapeTemplate(body) : escapeTexts(parsed);
}

/** JSON whose texts stand for themselves, braces and all. What is too deep for a plan stays as it is. */
export function escapeTexts(value: JsonValue, depth = 0): JsonValue {
  if (typeof value === 'string') return escapeTemplate(value);
  if (typeof value !== 'object' || value === null || depth > PLAN_LIMITS.jsonDepth) return value;
  if (Array.isArray(value)) return value.map((item) => escapeTexts(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, escapeTexts(item, depth + 1)]),
  );
}

function sameJson(text: string): JsonValue | undefined {
  try {
    const value = JSON.parse(text) as JsonValue;
    // A text at the top would be sent as it is, without its quotes.
    if (typeof value === 'string') return undefined;
    return JSON.stringify(value) === withoutSpace(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Without the white space between JSON's tokens. */
function withoutSpace(json: string): string {
  return json.replace(/("[^"\\]*(?:\\.[^"\\]*)*")|\s+/gs, '$1');
}
