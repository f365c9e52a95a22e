import type { ForeignRecord, ForeignSample } from '@/lib/import/imported-record';
import { httpOutcome } from './http-outcome';

const TIMEOUT_CODES = ['1050', '1051', '1052'];

/** What k6 tells of an `http_req_duration`, from JSON tags or CSV columns. */
export interface K6Point {
  endMs: number;
  durationMs: number;
  tags: Record<string, string | undefined>;
}

/** k6 writes a request down when it has ended. */
export function k6Sample({ endMs, durationMs, tags }: K6Point): ForeignSample {
  const code = tags.error_code ?? '';
  const status = Number(tags.status ?? '') || undefined;
  const failed = tags.expected_response === 'false';
  const error = tags.error || (failed && status === undefined ? 'no answer' : '');
  const outcome = TIMEOUT_CODES.includes(code)
    ? 'timeout'
    : failed && status !== undefined
      ? 'httpError'
      : httpOutcome(status, tags.expected_response === 'true' ? '' : error);
  return {
    kind: 'sample',
    startedMs: endMs - durationMs,
    latencyMs: durationMs,
    endpoint: tags.name || [tags.method, tags.url].filter(Boolean).join(' ') || '(no name)',
    outcome,
    ...(outcome === 'ok' ? {} : { code: code || String(status ?? ''), message: tags.error || '' }),
  };
}

/** What no file of k6's samples has. */
export const K6_NOTES: ForeignRecord[] = [
  {
    kind: 'note',
    text: 'k6’s http_req_duration begins when a request leaves: how long it was late or waited for a connection is not in it.',
  },
];
