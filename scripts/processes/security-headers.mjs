import { randomBytes } from 'node:crypto';

// The headers that tell a browser what a page of ours may do.

const COMMON = {
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Sets them on an answer, and tells Next the nonce of its scripts, as it is to be told: in the request.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {{ dev?: boolean, origin?: string }} options
 */
export function setSecurityHeaders(request, response, { dev = false, origin }) {
  const path = request.url?.split('?', 1)[0] ?? '';
  // The report builder shows a report's page beside its choices.
  const isFramed = path === '/print';
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), { dev, isFramed });
  request.headers['content-security-policy'] = policy;
  response.setHeader('content-security-policy', policy);
  response.setHeader('x-frame-options', isFramed ? 'SAMEORIGIN' : 'DENY');
  // A shared report's address is its key: no other page may learn it.
  const isShared = path.startsWith('/shared/');
  response.setHeader('referrer-policy', isShared ? 'no-referrer' : 'same-origin');
  if (isShared) response.setHeader('x-robots-tag', 'noindex');
  // Whoever has come by TLS is to come by it again.
  if (origin?.startsWith('https:'))
    response.setHeader('strict-transport-security', 'max-age=31536000');
  for (const [name, value] of Object.entries(COMMON)) response.setHeader(name, value);
}

/**
 * Scripts only with the nonce, and what those load; everything else only from here. Charts position their parts by
 * style attributes, which have no nonces: styles stay open to them.
 */
function contentSecurityPolicy(nonce, { dev, isFramed }) {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${isFramed ? "'self'" : "'none'"}`,
  ].join('; ');
}
