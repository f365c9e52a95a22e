import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What load, scrapes and notifications may go to besides this machine: names, addresses, networks. */
export type AllowedHosts = readonly string[];

/** The code of a connection that was not made, since nobody has allowed its host. */
export const HOST_NOT_ALLOWED = 'HOST_NOT_ALLOWED';

export class HostRefused extends Error {
  readonly code = HOST_NOT_ALLOWED;
}

const LOOPBACK = networks('127.0.0.0/8', '::1/128');

/** Where nothing of anybody's is to be loaded: link-local, with the metadata of clouds, and what is no host. */
const NEVER = networks(
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.192/32',
  '100.100.100.200/32',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fe80::/10',
  'ff00::/8',
  'fd00:ec2::254/128',
  'fd20:ce::254/128',
);

function networks(...written: string[]): BlockList {
  const list = new BlockList();
  for (const network of written) addNetwork(list, network);
  return list;
}

function addNetwork(list: BlockList, network: string): void {
  const [address = '', bits] = network.split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (bits === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(bits), family);
}

/** Why this cannot be allowed; undefined where it is a name, an address or a network that can. */
export function allowanceProblem(host: string): string | undefined {
  const [address = '', bits, ...rest] = host.split('/');
  const family = isIP(address);
  if (bits !== undefined && family === 0) return NO_HOST;
  if (bits !== undefined) {
    const most = family === 6 ? 128 : 32;
    if (rest.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most)
      return 'must be a network such as 10.0.0.0/24.';
    if (Number(bits) < (family === 6 ? 32 : 8))
      return `must not be larger than ${family === 6 ? '/32' : '/8'}.`;
  }
  if (family > 0)
    return includes(NEVER, address)
      ? 'is never loaded: link-local addresses, those of cloud metadata, and those of no single host are refused.'
      : undefined;
  if (METADATA_NAMES.includes(host)) return 'is never loaded: it is a cloud’s metadata service.';
  if (!/^(?=.{1,253}$)[a-z\d_]([a-z\d_-]*[a-z\d_])?(\.[a-z\d_]([a-z\d_-]*[a-z\d_])?)*$/.test(host))
    return NO_HOST;
  return undefined;
}

const NO_HOST =
  'must be a host name, an IP address or a network such as 10.0.0.0/24, without protocol and port.';
const METADATA_NAMES = ['metadata.google.internal', 'metadata.goog', 'instance-data'];

/**
 * Why an address may not be connected to, in a sentence; undefined where it may. `host` is what was asked for: a name,
 * or the address itself. To be asked of the address that is connected to: a name may lead elsewhere the next time.
 */
export function addressProblem(
  address: string,
  host: string,
  allowed: AllowedHosts,
): string | undefined {
  const real = unwrapped(address);
  if (includes(LOOPBACK, real)) return undefined;
  const name = bareName(host);
  if (includes(NEVER, real) || METADATA_NAMES.includes(name))
    return `${named(name, real)} is never loaded: it is a link-local or metadata address, or no single host.`;
  const isAllowed = allowed.some((one) =>
    isIP(one.split('/')[0] ?? '') > 0 ? includes(networks(one), real) : one === name,
  );
  return isAllowed ? undefined : notAllowed(named(name, real));
}

/**
 * Why a host may not be loaded, as far as its name tells without asking anybody for its address; undefined where it
 * may, or where only its address will tell.
 */
export function hostProblem(url: string, allowed: AllowedHosts): string | undefined {
  const host = bareName(new URL(url).hostname);
  if (isIP(host) > 0) return addressProblem(host, host, allowed);
  if (host === 'localhost' || host.endsWith('.localhost')) return undefined;
  if (METADATA_NAMES.includes(host)) return `${host} is never loaded: it is a metadata service.`;
  return allowed.includes(host) ? undefined : notAllowed(host);
}

const named = (name: string, address: string) => (name === address ? name : `${name} (${address})`);

function notAllowed(host: string): string {
  return `${host} has not been allowed. An administrator allows it on the Targets page, or with "plimsoll targets allow".`;
}

/** As an allowed host is written: lower case, no brackets, no dot at the end. */
export function bareName(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

/** For a socket that connects to a name: leads it to no address that it may not have. */
export function guardedLookup(allowed: AllowedHosts, resolve: Resolve = lookup): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '', 0);
      const problem = addresses
        .map(({ address }) => addressProblem(address, host, allowed))
        .find((found) => found !== undefined);
      if (problem !== undefined) return callback(new HostRefused(problem), '', 0);
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      callback(null, first?.address ?? '', first?.family);
    });
  };
}

type Resolve = (
  host: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** For a socket that connects to an address as it stands, of which nothing is looked up. Throws. */
export function refuseAddress(host: string, allowed: AllowedHosts): void {
  const bare = bareName(host);
  const problem = isIP(bare) > 0 ? addressProblem(bare, bare, allowed) : undefined;
  if (problem !== undefined) throw new HostRefused(problem);
}

function includes(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** An IPv4 address that an IPv6 address only carries (mapped, compatible, NAT64, 6to4); else the address itself. */
function unwrapped(address: string): string {
  if (isIP(address) !== 6) return address;
  const groups = groupsOf(address);
  const prefix = groups.slice(0, 6).join(':');
  const carried = (high = 0, low = 0) =>
    [high >> 8, high & 255, low >> 8, low & 255].map(String).join('.');
  if (['0:0:0:0:0:65535', '0:0:0:0:65535:0', '100:65435:0:0:0:0'].includes(prefix))
    return carried(groups[6], groups[7]);
  const isCompatible = prefix === '0:0:0:0:0:0' && (groups[6] !== 0 || (groups[7] ?? 0) > 1);
  if (isCompatible) return carried(groups[6], groups[7]);
  return groups[0] === 0x2002 ? carried(groups[1], groups[2]) : address;
}

/** The eight numbers of an IPv6 address, however it is written. */
function groupsOf(address: string): number[] {
  const [withoutZone = ''] = address.split('%');
  const hex = withoutZone.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
    [a * 256 + Number(b), c * 256 + Number(d)].map((group) => group.toString(16)).join(':'),
  );
  const [head = '', tail] = hex.split('::');
  const numbers = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  if (tail === undefined) return numbers(head);
  const [before, after] = [numbers(head), numbers(tail)];
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}
