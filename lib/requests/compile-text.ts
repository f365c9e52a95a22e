import { parseTemplate } from '@/lib/plan/template';
import { concat, type Rendered } from '@/lib/users/requests/render';
import { compilePart, type Slots } from './compile-part';

/** A text's template; `dress` makes what is filled in fit its place, `dressText` the plain parts. */
export function compileText(
  text: string,
  slots: Slots,
  dress: (value: string) => string = same,
  dressText = dress,
): Rendered {
  return concat(
    parseTemplate(text).parts.map((part) => {
      const compiled = compilePart(part, slots);
      if (typeof compiled === 'string') return dressText(compiled);
      return (context) => dress(textOf(compiled(context)));
    }),
  );
}

/** A value within a text: lists and objects as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function same(text: string): string {
  return text;
}
