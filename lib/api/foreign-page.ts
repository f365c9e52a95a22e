/**
 * Whether the page of another site or another port sent this from its reader's browser. There is no log-in that
 * would keep it from doing what the reader may do.
 */
export function isForeign(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site !== 'same-origin' && site !== 'none';
  // Browsers leave the former out where the dashboard has neither TLS nor this machine's name.
  const origin = headers.get('origin');
  if (origin === null) return false;
  const host = headers.get('x-forwarded-host') ?? headers.get('host');
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Whether a browser sent this, rather than a script. */
export function isOfBrowser(headers: Headers): boolean {
  return headers.has('sec-fetch-site') || headers.has('origin');
}
