import { guardedFetch } from '@/lib/core/guarded-fetch';
import type { AllowedHosts } from '@/lib/core/host-guard';
import type { ScrapeNoteCode } from './model';

const MAX_BODY_BYTES = 4_000_000;

/** One answer's text, or in a sentence why there is none. */
export type ScrapeAnswer =
  | { kind: 'text'; text: string }
  | { kind: 'problem'; code: ScrapeNoteCode; message: string };

const ACCEPT = 'text/plain;version=0.0.4, application/openmetrics-text;version=1.0.0;q=0.5';
const NO_METRICS = /^\s*(?:text\/html|application\/(?:json|xhtml\+xml|problem\+json))\b/i;

/**
 * Asks for metrics once. Sends no credentials: the token is for the JSON-RPC address only. Reads at most
 * 4 MB and follows no redirect. Never rejects but when `signal` ends it.
 */
export async function scrape(
  url: string,
  signal: AbortSignal,
  allowed: AllowedHosts = [],
): Promise<ScrapeAnswer> {
  signal.throwIfAborted();
  const ends = new AbortController();
  const follow = () => ends.abort(signal.reason);
  signal.addEventListener('abort', follow, { once: true });
  try {
    const response = await guardedFetch(url, allowed, {
      signal: ends.signal,
      redirect: 'manual',
      headers: { accept: ACCEPT, 'accept-encoding': 'identity' },
    });
    const problem = problemOf(url, response);
    const text = problem === undefined ? await textOf(response) : undefined;
    if (text === undefined) ends.abort();
    if (problem !== undefined) return problem;
    return text === undefined ? largerThanAllowed(url) : { kind: 'text', text };
  } catch (error) {
    if (signal.aborted) throw error;
    return {
      kind: 'problem',
      code: 'unreachable',
      message: `${url} could not be scraped: ${reasonOf(error)}. Check that the service is running and that the target’s metrics URL is correct.`,
    };
  } finally {
    signal.removeEventListener('abort', follow);
  }
}

type Response = Awaited<ReturnType<typeof guardedFetch>>;

function problemOf(url: string, { status, headers }: Response): ScrapeAnswer | undefined {
  if (status >= 300 && status < 400)
    return {
      kind: 'problem',
      code: 'redirect',
      message: `${url} redirects to ${headers.get('location') ?? 'another URL'}. Redirects are not followed: enter the final metrics URL.`,
    };
  if (status !== 200)
    return {
      kind: 'problem',
      code: 'http-error',
      message: `${url} returned HTTP ${status}. ${adviceFor(status)}`,
    };
  const type = headers.get('content-type') ?? '';
  if (NO_METRICS.test(type))
    return {
      kind: 'problem',
      code: 'not-metrics',
      message: `${url} returned ${type}, not Prometheus metrics. Check the target’s metrics URL; it often ends in /metrics.`,
    };
  if (Number(headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return largerThanAllowed(url);
  return undefined;
}

function adviceFor(status: number): string {
  if (status === 401 || status === 403)
    return 'Metrics are scraped without credentials. Allow this machine to read them.';
  if (status === 404) return 'Check the target’s metrics URL; it often ends in /metrics.';
  return 'Check the service’s log.';
}

function largerThanAllowed(url: string): ScrapeAnswer {
  return {
    kind: 'problem',
    code: 'too-large',
    message: `${url} returned more than 4 MB, so nothing was stored. Reduce the number of series, or use a metrics URL that exposes fewer.`,
  };
}

/** Undefined as soon as it is larger than allowed. */
async function textOf(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) {
    bytes += chunk.value.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    parts.push(decoder.decode(chunk.value, { stream: true }));
  }
  parts.push(decoder.decode());
  return parts.join('');
}

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was closed',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'host name lookup failed',
  UND_ERR_SOCKET: 'the connection was closed',
};

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code =
    typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  return WORDS[code] ?? (cause instanceof Error && cause.message !== '' ? cause.message : code);
}
