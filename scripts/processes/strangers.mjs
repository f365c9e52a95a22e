import { isIP } from 'node:net';

// A page of another site or port that a user's browser has open must not be able to use this dashboard as its user.

/** @typedef {import('node:http').IncomingHttpHeaders} Headers */

/**
 * By which names this dashboard is called.
 * @typedef {object} Names
 * @property {ReadonlySet<string>} hosts names that are its own, besides localhost and IP addresses; in lower case
 * @property {string} [origin] its own as users see it, behind a proxy: "https://plimsoll.example.com"
 */

/**
 * The names by the environment: PLIMSOLL_PUBLIC_URL, HOST, and what PLIMSOLL_HOSTS lists.
 * @param {Record<string, string | undefined>} env
 * @returns {Names}
 */
export function namesOf({ PLIMSOLL_PUBLIC_URL, PLIMSOLL_HOSTS, HOST }) {
  const told = PLIMSOLL_PUBLIC_URL?.trim();
  const url = told && URL.canParse(told) ? new URL(told) : undefined;
  const listed = (PLIMSOLL_HOSTS ?? '').split(',');
  const hosts = [url?.hostname, HOST, ...listed].map((name) => name?.trim().toLowerCase());
  return { hosts: new Set(hosts.filter(Boolean)), origin: url?.origin };
}

/**
 * Why a request is refused that a page of a stranger's may have sent; undefined where none has.
 * @param {{ method?: string, headers: Headers }} request
 * @param {Names} names
 * @returns {{ status: number, message: string } | undefined}
 */
export function strangerProblem({ method = 'GET', headers }, names) {
  const { host = '' } = headers;
  // DNS rebinding: a stranger's name that leads to this machine. An address as it stands cannot be made to lead elsewhere.
  if (!isOwnHost(host, names)) return { status: 421, message: notOurs(host) };
  const isRead = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
  if (!isRead && !isOwnOrigin(headers, names)) return { status: 403, message: CHANGES };
  if (!isOfAnotherSite(headers)) return undefined;
  if (!isRead) return { status: 403, message: CHANGES };
  // A link in a mail leads here; a picture, a frame or a script on another site's page has nothing to ask for.
  const isLink =
    headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return isLink ? undefined : { status: 403, message: READS };
}

const CHANGES = 'Cross-site requests may not change data.';
const READS = 'Other sites’ pages may link to this dashboard, but not read from it.';

function notOurs(host) {
  const name = hostName(host) ?? host;
  return `This dashboard is not known as "${name.slice(0, 100)}". If it should be, set PLIMSOLL_PUBLIC_URL, or add the name to PLIMSOLL_HOSTS, and restart it.`;
}

function isOwnHost(host, { hosts }) {
  const name = hostName(host);
  if (name === undefined) return false;
  return isIP(name) > 0 || name === 'localhost' || name.endsWith('.localhost') || hosts.has(name);
}

/** Without its port, in lower case, without the brackets of an IPv6 address; undefined for what is no host. */
function hostName(host) {
  if (!/^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i.test(host)) return undefined;
  return host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

/** A script sends none. A browser's is that of the page: ours has the host that it asks. */
function isOwnOrigin({ origin, host }, names) {
  if (origin === undefined) return true;
  if (names.origin !== undefined && origin === names.origin) return true;
  if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) return false;
  return new URL(origin).host === host?.toLowerCase();
}

/** What browsers say of it where they do: never instead of the origin, which older ones say too. */
function isOfAnotherSite({ 'sec-fetch-site': site }) {
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}

/**
 * From which address a request came: of the connection, or, through a proxy of this machine that the public URL leads
 * to, what that has added last. Whatever a client wrote before it is not believed.
 * @param {{ socket: { remoteAddress?: string }, headers: Headers }} request
 * @param {Names} names
 * @returns {string}
 */
export function addressOf({ socket: { remoteAddress = '' }, headers }, { origin }) {
  const isProxied = origin !== undefined && /^(::ffff:)?127\.|^::1$/.test(remoteAddress);
  const told = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return isProxied && told !== undefined && isIP(told) > 0 ? told : remoteAddress;
}
