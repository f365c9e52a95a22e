import { PlimsollError } from './errors';

/** What is said of an address that is not decodable. */
export const NOT_DECODABLE =
  'The address has a "%" that encodes no character. Write %25 for "%", and check that the address was copied whole.';

/** Whether every `%` begins an encoded character: those of `%20` and `%C3%BC` do, those of `%`, `%zz` and `%ff` do not. */
export function isDecodable(text: string): boolean {
  if (!text.includes('%')) return true;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The query of a request's address. Throws `invalid-input` when it cannot be decoded. */
export function queryOf({ url }: { url: string }): URLSearchParams {
  const { search, searchParams } = new URL(url);
  if (!isDecodable(search)) throw new PlimsollError('invalid-input', NOT_DECODABLE);
  return searchParams;
}
