import { credentialForm, isSensitive, isSensitiveParameter } from '@/lib/core/redact';
import { textsIn } from './json';
import type { LoadPlan } from './load-plan';
import { parseTemplate } from './template';

/** A text that looks like a credential, and where it stands. */
export interface Credential {
  /** From the plan's root; empty of a text that is no plan. */
  path: PropertyKey[];
  /** "the header authorization of “Log in”". */
  where: string;
  /** What it would be called as a secret. */
  name: string;
  /** As it is written there, and what that stands for. */
  written: string;
  value: string;
}

/** What stands in a plan for a credential that has become a secret: it is sent as it was. */
export function placeholder(secret: string): string {
  return `{{secret.${secret}}}`;
}

/** Shorter ones hide nothing, and would be taken for any other text. */
const LEAST = 4;
/** No credential is longer. */
const MOST = 8000;

/**
 * What looks like a credential in a plan's requests and proxy: by the name of its header, parameter or field, or by its
 * form. Texts with templates in them are left alone: they are no credentials, or secrets already.
 */
export function credentialsIn({ requests = [], connection }: LoadPlan): Credential[] {
  const found = requests.flatMap((request, index) => {
    const at = (path: PropertyKey[]) => ['requests', index, ...path];
    if ('rpc' in request) return inJson(request.rpc.params, at(['rpc', 'params']), request.name);
    const { path, headers = {}, body } = request.http;
    return [
      ...inUrl(path, at(['http', 'path']), request.name),
      ...Object.entries(headers).flatMap(([name, value]) =>
        inHeader(name, value, at(['http', 'headers', name]), request.name),
      ),
      ...inBody(body, at(['http', 'body']), request.name),
    ];
  });
  const proxy = connection?.proxy;
  return proxy === undefined ? found : [...found, ...inProxy(proxy)];
}

/** What looks like a credential in an address's query. */
export function credentialsInUrl(url: string, of: string): Credential[] {
  return inUrl(url, [], of);
}

/** The plan with each credential's place taken by what `written` gives. */
export function withoutCredentials(
  plan: LoadPlan,
  credentials: readonly Credential[],
  written: (credential: Credential) => string,
): LoadPlan {
  const texts = new Map<string, Credential[]>();
  for (const credential of credentials) {
    const key = JSON.stringify(credential.path);
    texts.set(key, [...(texts.get(key) ?? []), credential]);
  }
  let changed: unknown = plan;
  for (const found of texts.values())
    changed = changedAt(changed, found[0]?.path ?? [], (text) => replaced(text, found, written));
  return changed as LoadPlan;
}

/** A text with its credentials replaced, all of them at once: what takes the place of one is not looked at again. */
export function replaced(
  text: string,
  credentials: readonly Credential[],
  written: (credential: Credential) => string,
): string {
  const longestFirst = [...credentials].sort((a, b) => b.written.length - a.written.length);
  const pattern = longestFirst.map((one) => one.written.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  if (pattern.length === 0) return text;
  return text.replace(new RegExp(pattern.join('|'), 'g'), (found) => {
    const credential = longestFirst.find((one) => one.written === found);
    return credential === undefined ? found : written(credential);
  });
}

/** Names and other texts that everybody reads, with what looks like a credential in them. */
export function credentialsInNames(plan: LoadPlan): PropertyKey[][] {
  const { requests = [], ...rest } = plan;
  const { connection: _sent, ...shown } = rest;
  const others = requests.map((request) => {
    if ('http' in request) return { ...request, http: undefined };
    return { ...request, rpc: { method: request.rpc.method } };
  });
  return textsIn({ ...shown, requests: others })
    .filter(({ text }) => credentialForm(text) !== undefined)
    .map(({ path }) => path);
}

type Place = PropertyKey[];

function inHeader(header: string, text: string, path: Place, of: string): Credential[] {
  if (!isSensitive(header)) return byForm(text, path, of);
  // "Bearer", "Basic" and the like say how it is to be read.
  const written = /^[A-Za-z][\w-]*\s+(\S.*)$/s.exec(text)?.[1] ?? text;
  return credential(written, path, `the header ${header} of “${of}”`, [of, header]);
}

function inUrl(text: string, path: Place, of: string): Credential[] {
  const [, query = ''] = text.split('?', 2);
  const named = inParameters(query, path, of);
  return named.length > 0 ? named : byForm(text, path, of);
}

/** Of a query, or of a form. */
function inParameters(text: string, path: Place, of: string): Credential[] {
  return text.split('&').flatMap((pair) => {
    const [name = '', ...value] = pair.split('=');
    if (!isSensitiveParameter(name)) return [];
    return credential(value.join('='), path, `the parameter ${name} of “${of}”`, [of, name]);
  });
}

function inBody(body: unknown, path: Place, of: string): Credential[] {
  if (typeof body !== 'string') return inJson(body, path, of);
  const fields = [...body.matchAll(/"((?:[^"\\]|\\.){1,100})"\s*:\s*"((?:[^"\\]|\\.)*)"/g)].flatMap(
    ([, name = '', value = '']) =>
      isSensitive(name) ? credential(value, path, `the field ${name} of “${of}”`, [of, name]) : [],
  );
  const named = fields.length > 0 ? fields : inParameters(body, path, of);
  return named.length > 0 ? named : byForm(body, path, of);
}

function inJson(value: unknown, path: Place, of: string): Credential[] {
  return textsIn(value, path).flatMap((found) => {
    const name = String(found.path.filter((step) => typeof step === 'string').at(-1) ?? '');
    if (!isSensitive(name) || found.path.length === path.length)
      return byForm(found.text, found.path, of);
    return credential(found.text, found.path, `the field ${name} of “${of}”`, [of, name]);
  });
}

function inProxy(proxy: string): Credential[] {
  const written = /^[a-z]+:\/\/[^/?#@:]*:([^/?#]*)@/i.exec(proxy)?.[1] ?? '';
  return credential(written, ['connection', 'proxy'], 'the password of the proxy', [
    'proxy',
    'password',
  ]);
}

function byForm(text: string, path: Place, of: string): Credential[] {
  const form = credentialForm(text);
  if (form === undefined) return [];
  return credential(form.text, path, `${form.what} in “${of}”`, [of, form.what]);
}

/** One, unless it is too short, or has templates in it. */
function credential(written: string, path: Place, where: string, words: string[]): Credential[] {
  if (written.length < LEAST || written.length > MOST) return [];
  const { parts } = parseTemplate(written);
  const [only] = parts;
  if (parts.length !== 1 || only?.kind !== 'text') return [];
  return [{ path, where, name: nameOf(words), written, value: only.text }];
}

function nameOf(words: readonly string[]): string {
  const name = words
    .map((word) =>
      word
        .toLowerCase()
        .replace(/[^a-z\d]+/g, '-')
        .replace(/^-|-$/g, ''),
    )
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 60);
  return /^[a-z]/.test(name) ? name : `secret-${name}`.replace(/-$/, '');
}

/** A copy of a value, in which the text at the path is another. */
function changedAt(value: unknown, path: Place, change: (text: string) => string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return typeof value === 'string' ? change(value) : value;
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? changedAt(item, rest, change) : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === step ? changedAt(item, rest, change) : item,
    ]),
  );
}
