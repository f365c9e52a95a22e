import type { TargetEndpoint } from '@/lib/plan/connection';
import type { RequestSpec } from '@/lib/plan/request';
import { createRandom, type Random } from '@/lib/stats/random';
import { type CompiledRequest, compileRequest } from './compile-request';
import type { PreparedRequest, RequestUser } from './prepared-request';
import { type RenderContext, render } from './render';

/**
 * A user of a plan's own requests: chooses by weight, fills in what it has learnt, and learns from good
 * answers. `random` decides what is chosen, whatever the service does; random data comes from a stream
 * of its own, drawn from it. `user` is what `{{user}}` stands for.
 */
export function createRequestUser(
  specs: readonly RequestSpec[],
  target: TargetEndpoint,
  random: Random,
  user = 1,
): RequestUser {
  const { requests, upTo, values } = compileRequests(specs, target);
  const total = upTo.at(-1) ?? 0;
  const data = createRandom(Math.floor(random() * 4_294_967_296), 1);
  const context: RenderContext = {
    values: new Array<unknown>(values).fill(undefined),
    random: data,
    counter: 0,
    user,
  };
  const judges: PreparedRequest['judge'][] = [];

  const judgeOf = (index: number, { judge }: CompiledRequest) => {
    const known = judges[index];
    if (known !== undefined) return known;
    const made: PreparedRequest['judge'] = (reply) => judge(reply, context.values);
    judges[index] = made;
    return made;
  };

  return {
    next() {
      const index = firstAbove(upTo, random() * total);
      const request = requests[index];
      if (request === undefined) throw new RangeError('A plan needs at least one request.');
      if (request.needs.some((slot) => context.values[slot] === undefined))
        return { skip: request.endpoint };
      context.counter += 1;
      return {
        endpoint: request.endpoint,
        method: request.method,
        path: render(request.path, context),
        headers: request.headers(context),
        body: request.body === undefined ? undefined : render(request.body, context),
        readsBody: request.readsBody,
        judge: judgeOf(index, request),
      };
    },
  };
}

/** The first place whose sum is above the draw; the last, should rounding leave none. */
function firstAbove(sums: readonly number[], draw: number): number {
  const index = sums.findIndex((sum) => draw < sum);
  return index < 0 ? sums.length - 1 : index;
}

interface CompiledRequests {
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
function compileRequests(specs: readonly RequestSpec[], target: TargetEndpoint): CompiledRequests {
  const known = kept.get(specs);
  if (
    known?.target.url === target.url &&
    known.target.token === target.token &&
    known.target.secrets === target.secrets
  )
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
