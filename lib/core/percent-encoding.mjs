// Plain JavaScript: the dashboard's door looks at addresses before anything that is built.

/** What is said of an address that is not decodable. */
export const NOT_DECODABLE =
  'The address has a "%" that encodes no character. Write %25 for "%", and check that the address was copied whole.';

/**
 * Whether every `%` begins an encoded character: those of `%20` and `%C3%BC` do, those of `%`, `%zz` and `%ff` do not.
 * @param {string} text an address, or a part of one
 */
export function isDecodable(text) {
  if (!text.includes('%')) return true;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
