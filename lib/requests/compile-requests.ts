import type { RequestSpec } from '@/lib/plan/request';
import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import { type CompiledRequest, compileRequest } from '@/lib/users/requests/compile-request';

export interface CompiledRequests {
  requests: readonly CompiledRequest[];
  /** Weights added up, so that a draw from 0 to the last of them finds its request. */
  upTo: readonly number[];
  /** How many values the requests extract. */
  values: number;
}

interface Kept {
  target: TargetEndpoint;
  compiled: CompiledRequests;
}

// All users of a run share the plan's list: it is compiled once for them, and goes with it.
const kept = new WeakMap<readonly RequestSpec[], Kept>();

/** The requests of a plan for a target, compiled once for all users who have the same list. */
export function compileRequests(
  specs: readonly RequestSpec[],
  target: TargetEndpoint,
): CompiledRequests {
  const known = kept.get(specs);
  if (known?.target.url === target.url && known.target.token === target.token)
    return known.compiled;
  const names = new Set(specs.flatMap(({ extract = {} }) => Object.keys(extract)));
  const slots = new Map([...names].map((name, slot) => [name, slot]));
  let sum = 0;
  const compiled = {
    requests: specs.map((spec) => compileRequest(spec, target, slots)),
    upTo: specs.map(({ weight }) => {
      sum += weight;
      return sum;
    }),
    values: names.size,
  };
  kept.set(specs, { target, compiled });
  return compiled;
}
