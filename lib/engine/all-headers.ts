import type { WireRequest } from './transport/transport';

/** A request's headers, or those of JSON, with its trace. */
export function allHeaders(
  { headers, traceparent }: WireRequest,
  jsonHeaders: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const given = headers ?? jsonHeaders;
  return traceparent === undefined ? given : { ...given, traceparent };
}
