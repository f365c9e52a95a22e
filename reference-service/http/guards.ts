import { createHash, timingSafeEqual } from 'node:crypto';
import type { onRequestAsyncHookHandler } from 'fastify';
import type { Clock } from '../clock';
import { httpProblem } from './http-problem';

/** Answers 401 to requests without the token. */
export function requireToken(token: string): onRequestAsyncHookHandler {
  return async (request, reply) => {
    if (hasBearerToken(request.headers.authorization, token)) return;
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

/** Whether an Authorization header carries the token; takes equally long for every wrong one. */
export function hasBearerToken(authorization: string | undefined, token: string): boolean {
  const [, given = ''] = /^Bearer +(.+)$/i.exec(authorization ?? '') ?? [];
  // Digests are of equal length, as timingSafeEqual requires.
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const WINDOW_MS = 1000;

interface RateDecision {
  allowed: boolean;
  /** Requests a second. */
  limit: number;
  remaining: number;
  /** Whole seconds since 1970, when the count begins anew. */
  resetAtSeconds: number;
}

/** Counts requests in windows of one second by the clock on the wall. */
export function createRateLimiter(limit: number): (epochMs: number) => RateDecision {
  let window = Number.NaN;
  let taken = 0;
  return (epochMs) => {
    const current = Math.floor(epochMs / WINDOW_MS);
    if (current !== window) {
      window = current;
      taken = 0;
    }
    taken += 1;
    return {
      allowed: taken <= limit,
      limit,
      remaining: Math.max(0, limit - taken),
      resetAtSeconds: current + 1,
    };
  };
}
