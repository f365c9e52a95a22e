import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import { requestProblem } from './request-problem';

/** The headers of a JSON request to a target, its credentials among them. Throws for a token that cannot be sent. */
export function jsonHeadersFor(target: TargetEndpoint): Record<string, string> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    'user-agent': 'plimsoll',
    ...(target.token === undefined ? {} : { authorization: `Bearer ${target.token}` }),
  };
  const problem = requestProblem({ headers });
  if (problem?.kind === 'network-error') throw new Error(problem.message);
  return headers;
}
