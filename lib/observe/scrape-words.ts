import { count as grouped } from '@/lib/format/number';
import type { Malformed } from './scan-lines';

const CHECK_ADDRESS = 'Check the metrics address of the target; it often ends in /metrics.';
const TOLD_CHARACTERS = 60;

export function emptyWords(url: string): string {
  return `${url} answered with no metrics at all. ${CHECK_ADDRESS}`;
}

export function notMetricsWords(url: string, { first }: Malformed): string {
  return `${url} answered with something that is not metrics as Prometheus reads them; it begins ${quoted(first[0]?.text)}. ${CHECK_ADDRESS}`;
}

export function malformedWords(url: string, { count, first }: Malformed): string {
  const lines = first.map(({ line, text }) => `line ${line}, ${quoted(text)}`).join('; ');
  const some = count > first.length ? `${grouped(count)} lines, among them ` : '';
  return `${url} tells lines that are not metrics: ${some}${lines}. They are left out and the rest is kept; the service’s exporter needs mending.`;
}

export function tooManyWords(url: string, kept: number, leftOut: number): string {
  return `${url} tells ${grouped(kept + leftOut)} series; ${grouped(kept)} are kept, the chosen ones first. Choose the metrics that matter, or let the service tell fewer.`;
}

export function missedWords(url: string): string {
  return `${url} took longer than a second to answer, so that scrapes were left out and charts have gaps. The load was not held up.`;
}

export function silenceWords(url: string, seconds: number, atEnd: boolean): string {
  const when = atEnd ? `had not answered when the run ended, ${seconds} s after it was asked` : '';
  return `${url} ${when || `did not answer within ${seconds} s`}. The load was not held up; see whether the service is too busy to tell its metrics, and whether the address is right.`;
}

export function notStoredWords(url: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `What ${url} told could not be stored: ${reason}. See whether the disk is full.`;
}

function quoted(text = ''): string {
  return text.length > TOLD_CHARACTERS ? `“${text.slice(0, TOLD_CHARACTERS)}…”` : `“${text}”`;
}
