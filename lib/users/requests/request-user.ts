import type { RequestSpec } from '@/lib/plan/request';
import type { TargetEndpoint } from '@/lib/plan/target-endpoint';
import { compileRequests } from '@/lib/requests/compile-requests';
import { createRandom, type Random } from '@/lib/stats/random';
import type { CompiledRequest } from './compile-request';
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
