import { parseForeignJson } from '@/lib/core/parse-json';
import { planText } from '@/lib/plan/plan-text';
import { fieldsOf } from './openapi-document';
import { type ImportFormat, planFromText } from './plan-from-text';

/** A plan's text to edit, of whatever was pasted; a plan itself stays as it was written. Throws `invalid-input`. */
export function planTextFrom(
  text: string,
  format?: ImportFormat,
): { text: string; notes: string[] } {
  if (format === undefined && isPlan(text)) return { text: text.trim(), notes: [] };
  const { plan, notes } = planFromText(text, format);
  return { text: planText(plan), notes };
}

function isPlan(text: string): boolean {
  try {
    return 'load' in (fieldsOf(parseForeignJson(text)) ?? {});
  } catch {
    return false;
  }
}
