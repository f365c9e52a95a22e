import { PlimsollError } from '@/lib/core/errors';
import { isSensitive } from '@/lib/core/redact';
import { type CurlArgument, curlArguments } from './curl-options';
import {
  type ImportedPlan,
  LIGHT_LOAD,
  LIGHT_LOAD_NOTE,
  type RequestDraft,
  requestsOfDrafts,
} from './request-drafts';
import { type ShellCommand, shellCommands } from './shell-words';

/** A plan of curl command lines, as bash reads them. Throws `invalid-input` when there is no request. */
export function planFromCurl(text: string): ImportedPlan {
  const commands = shellCommands(text);
  if (commands === undefined)
    throw new PlimsollError('invalid-input', 'The command has an unterminated quote.');
  const notes: string[] = [];
  const read = commands.flatMap((command) => readIfCurl(command, notes));
  const drafts = read.flatMap((command) => command.drafts);
  const found = requestsOfDrafts(drafts);
  for (const note of [...read.flatMap((command) => command.notes), ...found.notes])
    notes.push(note);
  if (found.requests.length === 0)
    throw new PlimsollError(
      'invalid-input',
      'It contains no request that a plan can use.',
      [...new Set(notes)].map((message) => ({ path: '', message })),
    );
  const credentials = new Set(
    drafts
      .flatMap(({ headers }) => headers.map(([name]) => name.toLowerCase()))
      .filter(isSensitive),
  );
  if (credentials.size > 0)
    notes.push(
      `The plan contains credentials (${[...credentials].join(', ')}). When the plan is saved or run, they are kept as secrets; the file itself has them as they are.`,
    );
  const connection = Object.assign({}, ...read.map((command) => command.connection));
  const timeoutMs = longestTimeout(read);
  return {
    plan: {
      name: 'From curl',
      load: LIGHT_LOAD,
      requests: found.requests,
      ...(timeoutMs !== undefined && { timeoutMs }),
      ...(Object.keys(connection).length > 0 && { connection }),
    },
    notes: [...new Set([...notes, LIGHT_LOAD_NOTE])],
  };
}

function readIfCurl({ words, unknown }: ShellCommand, notes: string[]): CurlCommand[] {
  // "$ curl …" copied from a document, and variables set for one command.
  const from = words.findIndex((word) => word !== '$' && !/^\w+=/.test(word));
  const name = words[from] ?? '';
  if (!/(^|[\\/])curl(\.exe)?$/.test(name)) {
    if (name !== '') notes.push(`The command ${name} was skipped: only curl is supported.`);
    return [];
  }
  if (unknown.length > 0)
    notes.push(
      `${[...new Set(unknown)].join(', ')} was not expanded: its value is only known to the shell.`,
    );
  return [readCurlCommand(curlArguments(words.slice(from + 1)))];
}

function longestTimeout(commands: readonly CurlCommand[]): number | undefined {
  const given = commands.flatMap(({ timeoutMs }) => (timeoutMs === undefined ? [] : [timeoutMs]));
  return given.length === 0 ? undefined : Math.max(...given);
}

/** A curl command read: its requests, one for each URL, and what it says of the connection. */
interface CurlCommand {
  drafts: RequestDraft[];
  connection: { http?: '1.1' | '2'; insecure?: boolean; keepAlive?: boolean; proxy?: string };
  timeoutMs?: number;
  notes: string[];
}

interface State {
  method?: string;
  headers: [string, string][];
  /** Pieces of data; -d and the like are joined with &, --json without. */
  data?: string;
  isJson: boolean;
  inQuery: boolean;
  isHead: boolean;
  isForm: boolean;
  urls: string[];
  queries: string[];
  /** Why the request cannot be in a plan. */
  unfit?: string;
}

/** The requests of one command, from its options. */
function readCurlCommand(options: readonly CurlArgument[]): CurlCommand {
  const command: CurlCommand = { drafts: [], connection: {}, notes: [] };
  let state = emptyState();
  for (const option of options) {
    if (option.does === 'next') {
      finish(state, command);
      state = emptyState();
    } else apply(option, state, command);
  }
  finish(state, command);
  return command;
}

function emptyState(): State {
  return {
    headers: [],
    isJson: false,
    inQuery: false,
    isHead: false,
    isForm: false,
    urls: [],
    queries: [],
  };
}

function apply({ does, value }: CurlArgument, state: State, command: CurlCommand): void {
  switch (does) {
    case 'request':
      state.method = value.toUpperCase();
      return;
    case 'header':
      addHeader(value, state);
      return;
    case 'data':
      if (value.startsWith('@')) state.unfit = inAFile(value.slice(1));
      addData(state, value);
      return;
    case 'data-raw':
      addData(state, value);
      return;
    case 'data-urlencode':
      addUrlEncoded(state, value);
      return;
    case 'json':
      if (value.startsWith('@')) state.unfit = inAFile(value.slice(1));
      state.isJson = true;
      state.data = (state.data ?? '') + value;
      return;
    case 'get':
      state.inQuery = true;
      return;
    case 'head':
      state.isHead = true;
      return;
    case 'user':
      state.headers.push(['authorization', `Basic ${base64(value)}`]);
      return;
    case 'bearer':
      state.headers.push(['authorization', `Bearer ${value}`]);
      return;
    case 'url':
      state.urls.push(value);
      return;
    case 'url-query':
      state.queries.push(value.startsWith('+') ? value.slice(1) : urlEncoded(value));
      return;
    case 'user-agent':
    case 'referer':
      state.headers.push([does, value]);
      return;
    case 'cookie':
      if (value.includes('=')) state.headers.push(['cookie', value]);
      else command.notes.push(`The cookies in the file ${value} were skipped.`);
      return;
    case 'form':
      state.isForm = true;
      state.unfit = 'multipart forms are not supported';
      return;
    case 'upload':
      state.unfit = inAFile(value);
      return;
    case 'max-time':
      if (Number(value) > 0)
        command.timeoutMs = Math.min(600_000, Math.max(1, Math.round(Number(value) * 1000)));
      return;
    case 'proxy':
    case 'insecure':
    case 'http1':
    case 'http2':
    case 'no-keepalive':
      applyConnection(does, value, command);
      return;
    case 'location':
      command.notes.push(
        '-L was skipped: redirects are not followed, and a 3xx response counts as successful.',
      );
      return;
    case 'compressed':
      command.notes.push('--compressed was skipped: responses are requested uncompressed.');
      return;
    case 'next':
    case 'nothing':
      return;
  }
}

function applyConnection(
  does: 'proxy' | 'insecure' | 'http1' | 'http2' | 'no-keepalive',
  value: string,
  { connection, notes }: CurlCommand,
): void {
  if (does === 'insecure') connection.insecure = true;
  else if (does === 'http1') connection.http = '1.1';
  else if (does === 'http2') connection.http = '2';
  else if (does === 'no-keepalive') connection.keepAlive = false;
  else {
    const proxy = value.includes('://') ? value : `http://${value}`;
    if (URL.canParse(proxy) && new URL(proxy).protocol === 'http:') connection.proxy = proxy;
    else notes.push(`The proxy ${value} was skipped: only http:// proxies are supported.`);
  }
}

/** "Name: value"; "Name;" sends it empty, "Name:" not at all. */
function addHeader(header: string, state: State): void {
  const match = /^([^:;]+)(?::\s*(.*)|;\s*)$/s.exec(header);
  if (match === null) return;
  const [, name = '', value] = match;
  if (value === undefined) state.headers.push([name.trim(), '']);
  else if (value !== '') state.headers.push([name.trim(), value.trimEnd()]);
}

function addData(state: State, piece: string): void {
  // -d takes line ends out of files only; a piece on the command line is sent as it is.
  state.data = state.data === undefined ? piece : `${state.data}&${piece}`;
}

function addUrlEncoded(state: State, value: string): void {
  if (/^[^=]*@/.test(value)) state.unfit = inAFile(value.slice(value.indexOf('@') + 1));
  addData(state, urlEncoded(value));
}

/** curl's --data-urlencode: "content", "=content" or "name=content". */
function urlEncoded(value: string): string {
  // A lone surrogate has no UTF-8: it becomes the replacement character.
  const encode = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
  const equals = value.indexOf('=');
  if (equals < 0) return encode(value);
  const content = encode(value.slice(equals + 1));
  return equals === 0 ? content : `${value.slice(0, equals)}=${content}`;
}

function finish(state: State, command: CurlCommand): void {
  for (const text of state.urls) {
    const url = urlOf(text);
    if (url === undefined) {
      command.notes.push(`${text} was skipped: it is not an HTTP URL.`);
      continue;
    }
    const draft = draftOf(state, url);
    if (state.unfit === undefined) command.drafts.push(draft);
    else command.notes.push(`${draft.method} ${url.pathname} was skipped: ${state.unfit}.`);
  }
}

function draftOf(state: State, url: URL): RequestDraft {
  const { data, inQuery, isHead, isJson } = state;
  const queries = [...state.queries, ...(inQuery && data ? [data] : [])];
  if (queries.length > 0)
    url.search = [url.search.replace(/^\?/, ''), ...queries].filter(Boolean).join('&');
  const body = inQuery ? undefined : data;
  const method =
    state.method ?? (isHead ? 'HEAD' : body === undefined && !state.isForm ? 'GET' : 'POST');
  return {
    method,
    url,
    headers: headersOf(state, body, isJson),
    ...(body !== undefined && { body }),
  };
}

function headersOf({ headers }: State, body: string | undefined, isJson: boolean) {
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  const usual: [string, string][] = [];
  if (body !== undefined && !has('content-type'))
    usual.push(['content-type', isJson ? 'application/json' : 'application/x-www-form-urlencoded']);
  if (isJson && !has('accept')) usual.push(['accept', 'application/json']);
  return [...headers, ...usual];
}

function urlOf(text: string): URL | undefined {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

function inAFile(file: string): string {
  return `its body is in the file ${file}, which is not part of the command`;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
