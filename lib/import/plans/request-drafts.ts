import { count, plural } from '@/lib/core/number';
import { parseForeignJson } from '@/lib/core/parse-json';
import { problemsOf } from '@/lib/core/problems';
import { isSensitiveParameter } from '@/lib/core/redact';
import type { JsonValue } from '@/lib/plan/json';
import type { PlanInput } from '@/lib/plan/load-plan';
import { type RequestSpec, requestSchema } from '@/lib/plan/request';
import { PLAN_LIMITS } from '@/lib/plan/schema-parts';
import { escapeTemplate } from '@/lib/plan/template';

/** Headers that the connection sets itself, those of HTTP/2 (":path") among them. */
const OF_THE_CONNECTION =
  /^(:.*|host|content-length|connection|transfer-encoding|upgrade|keep-alive|expect|te)$/i;

/**
 * Requests of one host, the same ones together with their number as weight, the most frequent first.
 * The notes say where they went and what a plan cannot have.
 */
export function requestsOfDrafts(drafts: readonly RequestDraft[]): {
  requests: RequestSpec[];
  notes: string[];
} {
  const notes: string[] = [];
  const ofHost = draftsOfOneHost(drafts, notes);
  const groups = new Map<string, { request: RequestSpec; times: number }>();
  const refused = new Set<string>();
  for (const draft of ofHost) {
    const parsed = requestSchema.safeParse(requestOf(draft));
    if (!parsed.success) {
      const [problem] = problemsOf(parsed.error);
      refused.add(`${nameOf(draft)} was skipped: ${problem?.path} ${problem?.message}`);
      continue;
    }
    const key = JSON.stringify(parsed.data);
    const group = groups.get(key) ?? { request: parsed.data, times: 0 };
    group.times += 1;
    groups.set(key, group);
  }
  for (const note of [...refused, ...parameterNotes(ofHost)]) notes.push(note);
  const sorted = [...groups.values()].sort((a, b) => b.times - a.times);
  const kept = sorted.slice(0, PLAN_LIMITS.requests);
  if (kept.length < sorted.length)
    notes.push(
      `Skipped the ${plural(sorted.length - kept.length, 'least frequent request')}: a plan has at most ${PLAN_LIMITS.requests}.`,
    );
  return { requests: kept.map(({ request, times }) => ({ ...request, weight: times })), notes };
}

function draftsOfOneHost(drafts: readonly RequestDraft[], notes: string[]): RequestDraft[] {
  const origins = new Map<string, number>();
  for (const { url } of drafts) origins.set(url.origin, (origins.get(url.origin) ?? 0) + 1);
  const [[origin] = [undefined], ...others] = [...origins].sort((a, b) => b[1] - a[1]);
  if (origin === undefined) return [];
  notes.push(`The requests were sent to ${origin}. In a run they go to its target.`);
  if (others.length > 0)
    notes.push(
      `Requests to other hosts were skipped, because a run has one target: ${others
        .map(([other, times]) => `${other} (${count(times)})`)
        .join(', ')}.`,
    );
  return drafts.filter(({ url }) => url.origin === origin);
}

function requestOf(draft: RequestDraft): unknown {
  const sent = draft.headers.filter(([name]) => !OF_THE_CONNECTION.test(name));
  const contentType = sent.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const body = draft.body === undefined || draft.body === '' ? undefined : draft.body;
  const planned = body === undefined ? undefined : planBodyOf(body, contentType);
  // The very type that a JSON body has anyway need not be said.
  const said = sent.filter(
    ([name, value]) =>
      !(
        name.toLowerCase() === 'content-type' &&
        value === 'application/json' &&
        typeof planned === 'object'
      ),
  );
  return {
    name: nameOf(draft),
    weight: 1,
    http: {
      method: draft.method,
      path: escapeTemplate(draft.url.pathname + draft.url.search),
      ...(said.length > 0 && { headers: headersOf(said) }),
      ...(planned !== undefined && { body: planned }),
    },
  };
}

/** A header that is there twice is one with both values: RFC 9110, 5.3. */
function headersOf(headers: RequestDraft['headers']): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    const before = joined.get(lower);
    const separator = lower === 'cookie' ? '; ' : ', ';
    joined.set(lower, (before === undefined ? '' : before + separator) + escapeTemplate(value));
  }
  return Object.fromEntries(joined);
}

function nameOf({ method, url }: RequestDraft): string {
  return `${method} ${url.pathname}`.replaceAll('{{', '{').slice(0, 200);
}

function parameterNotes(drafts: readonly RequestDraft[]): string[] {
  const names = new Set(
    drafts.flatMap(({ url }) => [...url.searchParams.keys()].filter(isSensitiveParameter)),
  );
  return names.size === 0
    ? []
    : [
        `Paths contain parameters that may be credentials: ${[...names].join(', ')}. They are kept as secrets when the plan is saved or run.`,
      ];
}

/** A request as it was recorded or typed, before it becomes a plan's. */
export interface RequestDraft {
  method: string;
  url: URL;
  /** Names as they were written. */
  headers: readonly (readonly [name: string, value: string])[];
  body?: string;
}

/** A plan to edit, made of something else; `notes` say what was left out, and what was assumed. */
export interface ImportedPlan {
  plan: PlanInput;
  notes: string[];
}

/** A light load to begin with: what was imported says what to send, and not how often. */
export const LIGHT_LOAD = {
  model: 'open',
  arrivals: 'constant',
  stages: [{ durationMs: 60_000, ratePerSecond: 1 }],
} as const satisfies PlanInput['load'];

export const LIGHT_LOAD_NOTE =
  'The load is 1 request per second for a minute. Adjust it as needed.';

/**
 * A body as a plan writes it: JSON where that is the very same but for white space, otherwise its text
 * (a number such as 1.0 or one of twenty digits would come out as another). Braces are made plain.
 */
function planBodyOf(body: string, contentType: string | undefined): JsonValue {
  const parsed = /\bjson\b/i.test(contentType ?? '') ? sameJson(body) : undefined;
  return parsed === undefined ? escapeTemplate(body) : escapeTexts(parsed);
}

/** JSON whose texts stand for themselves, braces and all. What is too deep for a plan stays as it is. */
export function escapeTexts(value: JsonValue, depth = 0): JsonValue {
  if (typeof value === 'string') return escapeTemplate(value);
  if (typeof value !== 'object' || value === null || depth > PLAN_LIMITS.jsonDepth) return value;
  if (Array.isArray(value)) return value.map((item) => escapeTexts(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, escapeTexts(item, depth + 1)]),
  );
}

function sameJson(text: string): JsonValue | undefined {
  try {
    const value = parseForeignJson(text) as JsonValue;
    // A text at the top would be sent as it is, without its quotes.
    if (typeof value === 'string') return undefined;
    return JSON.stringify(value) === withoutSpace(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Without the white space between JSON's tokens. */
function withoutSpace(json: string): string {
  return json.replace(/("[^"\\]*(?:\\.[^"\\]*)*")|\s+/gs, '$1');
}
