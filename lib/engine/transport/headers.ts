import { withoutPadding } from '../without-padding';

/** Headers as Node and undici give them, names in lower case, in the form of ResponseReply. */
export function joinHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  // Without a prototype: a header may be called "constructor".
  const joined: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = [value].flat().map(withoutPadding).join(', ');
  }
  return joined;
}
