// WHATWG URL's path percent-encode set, and # (a fragment would be cut off) besides.
const ILLEGAL = /[^\x21-\x7e]|["#<>\\^`{|}]/u;
const EVERY_ILLEGAL = /[^\x21-\x7e]|["#<>\\^`{|}]/gu;

/** Percent-encodes what may not stand in a URL; what may is left as it is, / ? & and % too. */
export function legalInUrl(text: string): string {
  if (!ILLEGAL.test(text)) return text;
  return text.replace(EVERY_ILLEGAL, (char) =>
    // A lone surrogate has no UTF-8: it becomes the replacement character.
    /\p{Surrogate}/u.test(char) ? '%EF%BF%BD' : encodeURIComponent(char),
  );
}
