import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an Authorization header carries the token; takes equally long for every wrong one. */
export function carriesToken(authorization: string | undefined, token: string): boolean {
  const [, given = ''] = /^Bearer +(.+)$/i.exec(authorization ?? '') ?? [];
  // Digests are of equal length, as timingSafeEqual requires.
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
