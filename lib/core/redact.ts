// What looks like a credential, and what is shown in its place.

const MASK = '•••';
/** Shorter ones cannot be told from any other text. */
const LEAST = 4;

const SENSITIVE =
  /^(proxy)?authorization$|(api|access|secret|private|auth|app|client|subscription|functions|account|signing|encryption|license)key$|token$|secret$|pass(word|wd|phrase|code)?$|pwd$|^pin$|^otp$|^jwt$|^auth$|^bearer$|credentials?$|^(sig|signature)$|^(session|sessionid|sid)$|^(set)?cookie2?$/;
const NOT_SENSITIVE =
  /^(next|previous|prev|page|continuation|cursor|sync|resume|start|end|stop|pad|eos|bos|unk|mask)token$|(by|com|tres|sur)pass$/;

/** Whether a header, parameter or field of this name has a credential for its value. */
export function isSensitive(name: string): boolean {
  const bare = name.toLowerCase().replace(/[^a-z\d]/g, '');
  return SENSITIVE.test(bare) && !NOT_SENSITIVE.test(bare);
}

/** Whether a parameter of an address or a form has one: a mere "key" is one there. */
export function isSensitiveParameter(name: string): boolean {
  return isSensitive(name) || /^key$/i.test(name);
}

/** What cannot be anything else: the prefixes of well-known services' keys, web tokens, private keys. */
const FORMS: readonly [string, RegExp][] = [
  ['JSON web token', /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/],
  ['AWS key', /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/],
  ['GitHub token', /\b(?:gh[pousr]_[A-Za-z\d]{30,}|github_pat_\w{20,})/],
  ['GitLab token', /\bglpat-[\w-]{20,}/],
  ['API key', /\b(?:sk|rk|pk)[-_](?:live|test|proj|ant|or)[-_][\w-]{16,}|\bsk-[A-Za-z\d]{32,}/],
  ['Slack token', /\bxox[abeprs]-[\w-]{10,}/],
  ['Google key', /\bAIza[\w-]{35}/],
  ['npm token', /\bnpm_[A-Za-z\d]{36}/],
  ['Hugging Face token', /\bhf_[A-Za-z\d]{30,}/],
  ['Plimsoll key', /\bplimsoll_[\w-]{20,}/],
  [
    'private key',
    /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]*-----END [A-Z ]{0,30}PRIVATE KEY-----/,
  ],
];

/** The first credential that a text has by its form alone, and what it is. */
export function credentialForm(text: string): { what: string; text: string } | undefined {
  for (const [what, pattern] of FORMS) {
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { what, text: found };
  }
  return undefined;
}

const EVERY_FORM = new RegExp(FORMS.map(([, { source }]) => source).join('|'), 'g');
const PARAMETER = /(^|[?&;\s"'(])([\w.-]{1,60})=([^&;\s"'<>#)]+)/g;
const FIELD = /"([\w.-]{1,60})"(\s*:\s*)"((?:[^"\\]|\\.)*)"/g;
const HEADER =
  /\b((?:proxy-)?authorization|(?:set-)?cookie|x-api-key)(["']?\s*[:=]\s*["']?)([^\r\n"']+)/gi;
const SCHEME = /\b(Bearer|Basic)(\s+)(?=[\w.~+/-]*\d)[\w.~+/-]{8,}={0,2}/gi;
const USER = /(:\/\/[^\s/:@]{0,100}):[^\s/@]+@/g;

/** A text of elsewhere without what looks like a credential: by the name before it, or by its form. */
export function redacted(text: string): string {
  return text
    .replace(EVERY_FORM, MASK)
    .replace(HEADER, `$1$2${MASK}`)
    .replace(SCHEME, `$1$2${MASK}`)
    .replace(USER, `$1:${MASK}@`)
    .replace(PARAMETER, (whole, before: string, name: string) =>
      (/[?&]/.test(before) ? isSensitiveParameter(name) : isSensitive(name))
        ? `${before}${name}=${MASK}`
        : whole,
    )
    .replace(FIELD, (whole, name: string, colon: string) =>
      isSensitive(name) ? `"${name}"${colon}"${MASK}"` : whole,
    );
}

/**
 * What replaces these credentials in a text: as they are, percent-encoded, within JSON, or in Base64, with or without
 * regard to case; and whatever else looks like one.
 */
export function createMask(credentials: readonly string[]): (text: string) => string {
  const forms = new Set(credentials.filter(({ length }) => length >= LEAST).flatMap(formsOf));
  if (forms.size === 0) return remembering(redacted);
  // The longest first: one may begin with another.
  const sources = [...forms].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(sources.join('|'), 'giu');
  return remembering((text) => redacted(text.replace(pattern, MASK)));
}

const REMEMBERED = 200;
const LONGEST_REMEMBERED = 500;

/** Thousands of requests may fail a second, with few different messages. */
function remembering(change: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const changed = change(text);
    if (known.size >= REMEMBERED) known.clear();
    if (text.length <= LONGEST_REMEMBERED) known.set(text, changed);
    return changed;
  };
}

function formsOf(credential: string): string[] {
  const bytes = new TextEncoder().encode(credential);
  return [
    credential,
    encodeURIComponent(credential.replace(/\p{Surrogate}/gu, '\ufffd')),
    JSON.stringify(credential).slice(1, -1),
    btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
  ];
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
