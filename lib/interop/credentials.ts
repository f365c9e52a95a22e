const HEADERS =
  /^(authorization|proxy-authorization|cookie|x-api-key)$|token|secret|api-?key|session|password/i;
const PARAMETERS = /token|secret|api-?key|password|signature|^(key|sig|auth)$/i;

/** Whether a header's name says that it holds a credential. */
export function isCredentialHeader(name: string): boolean {
  return HEADERS.test(name);
}

/** Parameters of a query that may be credentials, by their names. */
export function credentialParameters(url: URL): string[] {
  return [...new Set(url.searchParams.keys())].filter((name) => PARAMETERS.test(name));
}
