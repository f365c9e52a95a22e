import { isDecodable, NOT_DECODABLE } from '../environment.mjs';
import { setSecurityHeaders } from './security-headers.mjs';
import { addressOf, strangerProblem } from './strangers.mjs';

// What no page of ours sends is turned away here, for every page and route at once: what a stranger's page sends, and what
// Next itself answers with 500 before anything of ours has seen it.

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const NOT_A_PATH = 'The address must begin with "/".';
const NOT_READABLE = 'The request could not be read. Open the page again, and send it from there.';
/** Only static files look at them, and all of those are small. */
const NOT_LOOKED_AT = ['range', 'if-match', 'if-unmodified-since'];

/**
 * Looks at a request before Next does.
 * @param {Request} request
 * @param {Response} response
 * @param {import('./strangers.mjs').Names & { dev?: boolean }} house
 * @returns {boolean} whether it may go on; otherwise it has been answered, with a sentence
 */
export function letIn(request, response, house) {
  const { method = '', url = '' } = request;
  // What pages are told of a request (lib/access): never what it says itself.
  request.headers['x-plimsoll-address'] = addressOf(request, house);
  request.headers['x-plimsoll-path'] = url;
  const path = url.split('?', 1)[0] ?? '';
  if (!METHODS.includes(method)) {
    response.setHeader('allow', METHODS.join(', '));
    return refuse(request, response, 405, `${method} is not supported.`);
  }
  if (!path.startsWith('/')) return refuse(request, response, 400, NOT_A_PATH);
  if (!isDecodable(url)) return refuse(request, response, 400, NOT_DECODABLE);
  const problem = strangerProblem(request, house);
  if (problem !== undefined) return refuse(request, response, problem.status, problem.message);
  // Who may say by which host it was asked has been asked above; Next would believe anybody.
  request.headers['x-forwarded-host'] = hostOf(request.headers);
  setSecurityHeaders(request, response, house);
  for (const name of NOT_LOOKED_AT) delete request.headers[name];
  if (isOdd(request)) tellOfUnreadable(request, response);
  return true;
}

/** For Next, which compares it with the origin of a form. */
function hostOf({ origin, host = '' }) {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).host : host;
}

/** What browsers send by Next's own scripts and forms only, and whatever else only programs send to pages. */
function isOdd({ method, url = '', headers }) {
  if (headers['next-router-state-tree'] !== undefined || headers.rsc !== undefined) return true;
  return !url.startsWith('/api/') && method !== 'GET' && method !== 'HEAD';
}

/** Turns the bare 500 of Next's own machinery into a 400 that says why; pages that fail have one of their own. */
function tellOfUnreadable(request, response) {
  const { writeHead, end } = response;
  let told = false;
  response.writeHead = (status, ...rest) => {
    const type = String(response.getHeader('content-type') ?? '');
    told = status === 500 && !/^text\/(html|x-component)/.test(type);
    if (!told) return writeHead.call(response, status, ...rest);
    for (const name of ['etag', 'content-length']) response.removeHeader(name);
    response.setHeader('content-type', typeFor(request));
    return writeHead.call(response, 400);
  };
  response.end = (...content) => {
    if (!response.headersSent) response.writeHead(response.statusCode);
    return end.apply(response, told ? [bodyFor(request, NOT_READABLE)] : content);
  };
}

/** @returns {false} */
function refuse(request, response, status, message) {
  response.writeHead(status, {
    'content-type': typeFor(request),
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : bodyFor(request, message));
  return false;
}

const isApi = ({ url = '' }) => url.startsWith('/api/');
const typeFor = (request) => (isApi(request) ? 'application/json' : 'text/html; charset=utf-8');

function bodyFor(request, message) {
  if (isApi(request)) return JSON.stringify({ message, problems: [] });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bad request – Plimsoll</title>
<style>
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif }
body { display: grid; place-items: center; min-height: 100dvh; margin: 0; padding: 2rem; box-sizing: border-box }
main { max-width: 56ch }
</style>
<main>
<h1>Bad request</h1>
<p>${message.replaceAll('<', '&lt;')}</p>
<p><a href="/">Go to overview</a></p>
</main>
</html>
`;
}
