import type { onRequestAsyncHookHandler } from 'fastify';
import type { Clock } from '../clock';
import { carriesToken } from './bearer-token';
import { httpProblem } from './http-problem';
import { createRateLimiter } from './rate-limiter';

/** Answers 401 to requests without the token. */
export function requireToken(token: string): onRequestAsyncHookHandler {
  return async (request, reply) => {
    if (carriesToken(request.headers.authorization, token)) return;
    const message = 'A valid bearer token is required.';
    return reply.code(401).header('WWW-Authenticate', 'Bearer').send(httpProblem(401, message));
  };
}

/** Answers 429 to requests over the limit there is at that time, if any, and tells all where they stand. */
export function limitRate(
  perSecond: () => number | undefined,
  clock: Clock,
): onRequestAsyncHookHandler {
  let limiter: { perSecond: number; decide: ReturnType<typeof createRateLimiter> } | undefined;
  return async (_, reply) => {
    const now = perSecond();
    if (now === undefined) return;
    if (limiter?.perSecond !== now) limiter = { perSecond: now, decide: createRateLimiter(now) };
    const { decide } = limiter;
    const { allowed, limit, remaining, resetAtSeconds } = decide(clock.epochMs());
    reply.headers({
      'X-RateLimit-Limit': limit,
      'X-RateLimit-Remaining': remaining,
      'X-RateLimit-Reset': resetAtSeconds,
    });
    if (allowed) return;
    const message = `There were more than ${limit} requests this second.`;
    return reply.code(429).header('Retry-After', 1).send(httpProblem(429, message));
  };
}
