/** Whether a browser sent this, rather than a script. */
export function isOfBrowser(headers: Headers): boolean {
  return headers.has('sec-fetch-site') || headers.has('origin');
}
