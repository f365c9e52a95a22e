import type { TargetEndpoint } from '@/lib/plan/target-endpoint';

/** The headers of a JSON request to a target, its credentials among them. */
export function jsonHeadersFor(target: TargetEndpoint): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'plimsoll',
    ...(target.token === undefined ? {} : { authorization: `Bearer ${target.token}` }),
  };
}
