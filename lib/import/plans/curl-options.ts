import { ownValue } from '@/lib/core/own-value';

/** What a curl option does to the request; options for output and the like do nothing. */
type CurlOption =
  | 'request'
  | 'header'
  | 'data'
  | 'data-raw'
  | 'data-urlencode'
  | 'json'
  | 'get'
  | 'head'
  | 'user'
  | 'bearer'
  | 'url'
  | 'url-query'
  | 'user-agent'
  | 'referer'
  | 'cookie'
  | 'form'
  | 'upload'
  | 'proxy'
  | 'max-time'
  | 'insecure'
  | 'http1'
  | 'http2'
  | 'no-keepalive'
  | 'location'
  | 'compressed'
  | 'next'
  | 'nothing';

interface Known {
  does: CurlOption;
  takesValue: boolean;
}

const VALUE = (does: CurlOption): Known => ({ does, takesValue: true });
const FLAG = (does: CurlOption): Known => ({ does, takesValue: false });

const LONG: Record<string, Known> = {
  request: VALUE('request'),
  header: VALUE('header'),
  data: VALUE('data'),
  'data-ascii': VALUE('data'),
  'data-binary': VALUE('data'),
  'data-raw': VALUE('data-raw'),
  'data-urlencode': VALUE('data-urlencode'),
  json: VALUE('json'),
  get: FLAG('get'),
  head: FLAG('head'),
  user: VALUE('user'),
  'oauth2-bearer': VALUE('bearer'),
  url: VALUE('url'),
  'url-query': VALUE('url-query'),
  'user-agent': VALUE('user-agent'),
  referer: VALUE('referer'),
  cookie: VALUE('cookie'),
  form: VALUE('form'),
  'form-string': VALUE('form'),
  'upload-file': VALUE('upload'),
  proxy: VALUE('proxy'),
  'max-time': VALUE('max-time'),
  insecure: FLAG('insecure'),
  'http1.1': FLAG('http1'),
  http2: FLAG('http2'),
  'http2-prior-knowledge': FLAG('http2'),
  'no-keepalive': FLAG('no-keepalive'),
  location: FLAG('location'),
  'location-trusted': FLAG('location'),
  compressed: FLAG('compressed'),
  next: FLAG('next'),
};

const SHORT: Record<string, string> = {
  X: 'request',
  H: 'header',
  d: 'data',
  G: 'get',
  I: 'head',
  u: 'user',
  A: 'user-agent',
  e: 'referer',
  b: 'cookie',
  F: 'form',
  T: 'upload-file',
  x: 'proxy',
  m: 'max-time',
  k: 'insecure',
  L: 'location',
  ':': 'next',
};

// Options of output, retries and certificates: they take a value, and change nothing of the request.
const SHORT_WITH_VALUE = 'oCDEKPQUYctwyzhr';
const LONG_WITH_VALUE = new Set(
  `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout
  connect-to continue-at cookie-jar create-file-mode crlfile dump-header expect100-timeout hsts interface
  keepalive-time key key-type limit-rate local-port max-filesize max-redirs netrc-file noproxy output
  output-dir parallel-max pass pinnedpubkey proto proto-default proto-redir proxy-header proxy-user quote
  range rate request-target resolve retry retry-delay retry-max-time speed-limit speed-time stderr
  time-cond tls-max tls13-ciphers trace trace-ascii unix-socket variable write-out`.split(/\s+/),
);

export interface CurlArgument {
  does: CurlOption;
  value: string;
}

/** A command's words, after `curl`, as options with their values; a bare word is a URL. */
export function curlArguments(words: readonly string[]): CurlArgument[] {
  const found: CurlArgument[] = [];
  const rest = [...words];
  const put = ({ does, takesValue }: Known, attached: string) =>
    found.push({ does, value: takesValue ? attached || (rest.shift() ?? '') : '' });
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word.startsWith('--') && word !== '--') put(longOption(word.slice(2)), '');
    else if (word.startsWith('-') && word !== '-' && word !== '--') putShort(word.slice(1), put);
    else if (word !== '--') found.push({ does: 'url', value: word });
  }
  return found;
}

/** `-sSXPOST` is -s -S -X POST: the first that takes a value takes the rest. */
function putShort(letters: string, put: (known: Known, attached: string) => void): void {
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at] ?? '';
    const known = shortOption(letter);
    put(known, letters.slice(at + 1));
    if (known.takesValue) return;
  }
}

function longOption(name: string): Known {
  return ownValue(LONG, name) ?? { does: 'nothing', takesValue: LONG_WITH_VALUE.has(name) };
}

function shortOption(letter: string): Known {
  const long = SHORT[letter];
  return long === undefined
    ? { does: 'nothing', takesValue: SHORT_WITH_VALUE.includes(letter) }
    : longOption(long);
}
