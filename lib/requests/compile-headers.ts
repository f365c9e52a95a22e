import { type RenderContext, type Rendered, render } from '@/lib/users/requests/render';
import type { Slots } from './compile-part';
import { compileText } from './compile-text';

type Headers = Readonly<Record<string, string>>;

/** Headers without templates are one object, the same for every request. */
export function compileHeaders(
  headers: Headers,
  slots: Slots,
): (context: RenderContext) => Headers {
  const fixed: Record<string, string> = {};
  const changing: [string, Rendered][] = [];
  for (const [name, text] of Object.entries(headers)) {
    const value = compileText(text, slots, oneLine);
    if (typeof value === 'string') fixed[name] = value;
    else changing.push([name, value]);
  }
  if (changing.length === 0) return () => fixed;
  return (context) => {
    const filled = { ...fixed };
    for (const [name, value] of changing) filled[name] = render(value, context);
    return filled;
  };
}

/** An extracted value must not end its header and begin another. */
function oneLine(text: string): string {
  return /[^\t\x20-\x7e\x80-\xff]/.test(text)
    ? text.replace(/[^\t\x20-\x7e\x80-\xff]/gu, '?')
    : text;
}
