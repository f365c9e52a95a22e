import { parseTemplate } from '@/lib/plan/template';
import type { Rendered } from '@/lib/users/requests/render';
import type { Slots } from './compile-part';
import { compileText } from './compile-text';
import { legalInUrl } from './legal-in-url';

/**
 * A request's path, from the root of the target's origin. A path that begins with a value may be filled
 * in with a whole URL of that origin, as a Location header has it.
 */
export function compilePath(path: string, slots: Slots, origin: string): Rendered {
  const compiled = compileText(path, slots, legalInUrl);
  if (typeof compiled === 'string') return rooted(compiled);
  if (parseTemplate(path).parts[0]?.kind === 'text')
    return path.startsWith('/') ? compiled : (context) => rooted(compiled(context));
  return (context) => {
    const filled = compiled(context);
    return rooted(filled.startsWith(`${origin}/`) ? filled.slice(origin.length) : filled);
  };
}

function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}
