import type { JsonValue } from '@/lib/plan/json';
import { parseTemplate } from '@/lib/plan/template';
import { concat, type Rendered } from '@/lib/users/requests/render';
import { compilePart, type Slots } from './compile-part';
import { compileText } from './compile-text';

/** JSON with templates in its texts. A text that is one template and no more becomes its typed value. */
export function compileJson(value: JsonValue, slots: Slots): Rendered {
  return concat(piecesOf(value, slots));
}

function piecesOf(value: JsonValue, slots: Slots): Rendered[] {
  if (typeof value === 'string') return stringPieces(value, slots);
  if (typeof value !== 'object' || value === null) return [JSON.stringify(value)];
  if (Array.isArray(value))
    return ['[', ...value.flatMap((item, index) => [comma(index), ...piecesOf(item, slots)]), ']'];
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return [
    '{',
    ...fields.flatMap(([key, field], index) => [
      `${comma(index)}${JSON.stringify(key)}:`,
      ...piecesOf(field, slots),
    ]),
    '}',
  ];
}

function stringPieces(text: string, slots: Slots): Rendered[] {
  const { parts } = parseTemplate(text);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && only.kind !== 'text') {
    const value = compilePart(only, slots);
    return [
      typeof value === 'string' ? value : (context) => JSON.stringify(value(context)) ?? 'null',
    ];
  }
  return ['"', compileText(text, slots, escaped), '"'];
}

/** Inside the quotes of a JSON string. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function comma(index: number): string {
  return index === 0 ? '' : ',';
}
