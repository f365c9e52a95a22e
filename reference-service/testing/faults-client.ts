/** Any field of the admin route's answers may be looked at. */
type FaultsAnswer = Record<string, unknown>;

/** Changes the faults of a service that has them; rejects unless the change is accepted. */
export async function putFaults(url: string, faults: object): Promise<FaultsAnswer> {
  const response = await requestFaults(url, 'PUT', faults);
  const answer = (await response.json()) as FaultsAnswer;
  if (!response.ok) throw new Error(`The faults were refused: ${JSON.stringify(answer)}`);
  return answer;
}

/** One request of the admin route; a text goes as it is, anything else as JSON. */
export function requestFaults(
  url: string,
  method: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  if (body === undefined) return fetch(`${url}/api/v1/faults`, { method, headers });
  return fetch(`${url}/api/v1/faults`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
