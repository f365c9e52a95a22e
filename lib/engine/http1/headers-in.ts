import { withoutPadding } from '../without-padding';

/** The headers of a response's head that has been found valid: see ResponseReply for their form. */
export function headersIn(head: string): Readonly<Record<string, string>> {
  // Without a prototype: a header may be called "constructor".
  const headers: Record<string, string> = Object.create(null);
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = withoutPadding(line.slice(colon + 1));
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}, ${value}`;
  }
  return headers;
}
