import { z } from 'zod';
import { isDecodable } from '@/lib/core/percent-encoding.mjs';
import { createMask } from '@/lib/core/redact';
import { notAnObject, oneOf, PLAN_LIMITS, someText, whole } from './schema-parts';

const flag = z.boolean('must be true or false.');

/** How the generator connects. What is left out: HTTP/1.1, kept alive, as many as there are requests. */
export const connectionSchema = z.strictObject(
  {
    http: oneOf(['1.1', '2']).optional(),
    keepAlive: flag.optional().describe('false: open a new connection for every request.'),
    maxConnections: whole('connections', 1, PLAN_LIMITS.connections).optional(),
    insecure: flag.optional().describe('true: do not verify certificates.'),
    ca: someText(1_000_000)
      .refine(
        (pem) => pem.includes('-----BEGIN CERTIFICATE-----'),
        'must be PEM text: -----BEGIN CERTIFICATE----- …',
      )
      .optional()
      .describe('Additional trusted certificates, as PEM text.'),
    proxy: someText(2000)
      .refine(isHttpUrl, 'must be a URL such as http://proxy.example:3128.')
      .optional(),
    traceContext: flag
      .optional()
      .describe('true: send trace headers (W3C traceparent), one trace per request.'),
  },
  { error: notAnObject('{http, keepAlive, maxConnections, insecure, ca, proxy, traceContext}') },
);

export type Connection = Readonly<z.infer<typeof connectionSchema>>;

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'http:' && isDecodable(username + password);
}

/** Takes what a target is sent as credentials out of what it says, wherever that is kept or shown. */
export function maskOf({ token, secrets = {} }: TargetEndpoint): (text: string) => string {
  return createMask([...(token === undefined ? [] : [token]), ...Object.values(secrets)]);
}

/** Where a run sends its load: what the engine needs to know of a target, and no more. */
export interface TargetEndpoint {
  /** The JSON-RPC URL, e.g. http://127.0.0.1:8001/api/v1/jsonrpc. */
  url: string;
  /** Sent as `Authorization: Bearer …`. */
  token?: string;
  /** What stands for {{secret.NAME}}: in the plan, and in its proxy's address. `url` has its own filled in. */
  secrets?: Readonly<Record<string, string>>;
  /** Where connections may lead besides this machine (lib/core/host-guard.ts). */
  allowedHosts?: readonly string[];
}
