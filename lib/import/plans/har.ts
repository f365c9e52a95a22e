import { z } from 'zod';
import { PlimsollError } from '@/lib/core/errors';
import { plural } from '@/lib/core/number';
import { problemsOf } from '@/lib/core/problems';
import { isSensitive } from '@/lib/core/redact';
import { HTTP_METHODS } from '@/lib/plan/request';
import {
  type ImportedPlan,
  LIGHT_LOAD,
  LIGHT_LOAD_NOTE,
  type RequestDraft,
  requestsOfDrafts,
} from './request-drafts';

const pair = z.object({ name: z.string(), value: z.string() });
const entrySchema = z.object({
  _resourceType: z.string().optional().catch(undefined),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: z.array(pair).catch([]),
    postData: z
      .object({
        mimeType: z.string().optional(),
        text: z.string().optional(),
        params: z.array(z.object({ name: z.string(), fileName: z.string().optional() })).optional(),
      })
      .optional()
      .catch(undefined),
  }),
  response: z
    .object({
      status: z.number().catch(0),
      content: z.object({ mimeType: z.string().optional() }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
type Entry = z.infer<typeof entrySchema>;

const harSchema = z.object({ log: z.object({ entries: z.array(z.unknown()) }) });

/** What a browser adds of its own accord; a plan's request need not. */
const OF_THE_BROWSER =
  /^(user-agent|accept-encoding|accept-language|referer|origin|cache-control|pragma|priority|dnt|range|if-.*|sec-.*)$/i;
const STATIC_TYPES = ['image', 'stylesheet', 'script', 'font', 'media', 'manifest', 'texttrack'];
const STATIC_MIME =
  /^(image|font|audio|video)\/|^(text|application)\/(css|(x-)?javascript|ecmascript)|wasm/i;
const STATIC_FILE = /\.(css|m?js|map|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|otf|mp[34]|webm)$/i;

/**
 * A plan of a HAR file, as browsers and proxies write them: the same requests once, with their number as
 * weight. Static files, cookies and credentials are left out, and said to be. Throws `invalid-input`.
 */
export function planFromHar(har: unknown): ImportedPlan {
  const parsed = harSchema.safeParse(har);
  if (!parsed.success)
    throw new PlimsollError('invalid-input', 'This is not a HAR file.', problemsOf(parsed.error));
  const entries = parsed.data.log.entries.flatMap((entry) => {
    const read = entrySchema.safeParse(entry);
    return read.success ? [read.data] : [];
  });
  const left = new Map<string, number>();
  const leave = (why: string) => void left.set(why, (left.get(why) ?? 0) + 1);
  const unread = parsed.data.log.entries.length - entries.length;
  if (unread > 0) left.set('could not be parsed', unread);
  const dropped = new Set<string>();
  const drafts = entries.flatMap((entry) => draftOf(entry, leave, dropped));
  const found = requestsOfDrafts(drafts);
  const notes = [
    ...[...left].map(([why, times]) => `${plural(times, 'request')} skipped: ${why}.`),
    ...headerNotes(dropped),
    ...found.notes,
  ];
  if (found.requests.length === 0)
    throw new PlimsollError(
      'invalid-input',
      'The HAR file contains no request that a plan can use.',
      notes.map((message) => ({ path: '', message })),
    );
  return {
    plan: { name: 'From a HAR file', load: LIGHT_LOAD, requests: found.requests },
    notes: [...notes, LIGHT_LOAD_NOTE],
  };
}

function draftOf(entry: Entry, leave: (why: string) => void, dropped: Set<string>): RequestDraft[] {
  const { request } = entry;
  const method = request.method.toUpperCase();
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  const why = whyLeftOut(entry, method, url);
  if (why !== undefined || url === undefined) {
    leave(why ?? 'not an HTTP URL');
    return [];
  }
  const headers: [string, string][] = [];
  for (const { name, value } of request.headers) {
    if (isSensitive(name) || OF_THE_BROWSER.test(name)) dropped.add(name.toLowerCase());
    else headers.push([name, value]);
  }
  return [{ method, url, headers, ...(request.postData?.text && { body: request.postData.text }) }];
}

function whyLeftOut(entry: Entry, method: string, url: URL | undefined): string | undefined {
  const { request, response } = entry;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return 'not an HTTP URL';
  if (!(HTTP_METHODS as readonly string[]).includes(method)) return `unsupported method ${method}`;
  if (isStatic(entry, url)) return 'static files';
  if (response !== undefined && response.status === 0) return 'no response';
  const { mimeType = '', text, params = [] } = request.postData ?? {};
  if (/^multipart\//i.test(mimeType) && (text === undefined || params.some((one) => one.fileName)))
    return 'multipart form';
  return undefined;
}

function isStatic({ _resourceType, response }: Entry, url: URL): boolean {
  if (_resourceType !== undefined && STATIC_TYPES.includes(_resourceType)) return true;
  return STATIC_MIME.test(response?.content?.mimeType ?? '') || STATIC_FILE.test(url.pathname);
}

function headerNotes(dropped: ReadonlySet<string>): string[] {
  const names = [...dropped].filter((name) => !name.startsWith('sec-')).sort();
  const secret = names.filter(isSensitive);
  const own = names.filter((name) => !isSensitive(name));
  return [
    ...(secret.length > 0
      ? [
          `Cookies and credentials were skipped: ${secret.join(', ')}. Add a token to the target instead.`,
        ]
      : []),
    ...(own.length > 0 ? [`Browser headers were skipped: ${own.join(', ')}.`] : []),
  ];
}
