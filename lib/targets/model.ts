import { z } from 'zod';
import { credentialsInUrl } from '@/lib/plan/credentials';

/** A target as a page may show it: whether there is a token, never the token. */
export interface TargetView {
  id: number;
  name: string;
  url: string;
  metricsUrl?: string;
  /** Where a trace is shown, with {traceId} in it. */
  traceUrl?: string;
  /** Its host, where that is not this machine. */
  foreignHost?: string;
  /** Its host, where nobody has allowed it yet. */
  notAllowed?: string;
  hasToken: boolean;
  /** Several runs may load it at once. */
  sharedLoad: boolean;
  /** Made on first start, pointing at the reference service. */
  builtIn: boolean;
  runs: number;
}

/** A host that load and notifications may go to, besides this machine. */
export interface AllowedHostView {
  /** Undefined where the environment allows it. */
  id?: number;
  host: string;
  note: string;
}

/** An http(s) URL without credentials in it: those belong in the token. */
export const httpUrlSchema = z
  .string('must be a URL.')
  .trim()
  .min(1, 'is required.')
  .max(2000, 'must be at most 2,000 characters.')
  .superRefine((text, context) => {
    if (text === '') return;
    const problem = urlProblem(text);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });

/** Where a trace is shown: an http(s) URL with {traceId} in place of its id. */
export const traceUrlSchema = httpUrlSchema
  .refine(
    (text) => text === '' || text.includes('{traceId}'),
    'must contain {traceId}, for example https://jaeger.example/trace/{traceId}',
  )
  .refine(
    (text) => credentialsInUrl(text, '').length === 0,
    'must not contain credentials: everybody who reads a run is shown it.',
  );

function urlProblem(text: string): string | undefined {
  if (!URL.canParse(text))
    return 'is not a valid URL. Include the protocol, for example http://127.0.0.1:8001/api/v1/jsonrpc.';
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return `must start with http:// or https://, not ${url.protocol}//.`;
  if (url.username !== '' || url.password !== '')
    return 'must not contain a user name or password. Use the token field instead.';
  if (url.origin.includes('%7B') || /\{\{/.test(url.host))
    return 'must not have a secret in its host. Credentials belong into the query, or into the token field.';
  return undefined;
}

/** What a start is refused with that would load other machines without having named them. */
export function confirmHostMessage(hosts: readonly string[], what: string): string {
  return `must be ${hosts.join(', ')}, to confirm what is going to be loaded with ${what}.`;
}

/** The hosts of such a message, and what would be sent to them. */
export function hostsToConfirm(message: string): { hosts: string; what: string } {
  const [, hosts = '', what = ''] =
    /^must be (.*), to confirm what is going to be loaded with (.*)\.$/s.exec(message) ?? [];
  return { hosts, what };
}

/** What a target that was only given as a URL is called: its host and port. */
export function hostOf(url: string): string {
  return new URL(url).host;
}
