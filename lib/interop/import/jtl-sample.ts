import type { ForeignRecord } from '@/lib/import/imported-record';
import { httpOutcome } from './http-outcome';
import { numberIn } from './number-in';

/** A sample as JMeter spells it, from a CSV row or an XML element. */
export interface JtlFields {
  line: number;
  startedMs?: string;
  elapsedMs?: string;
  label?: string;
  code?: string;
  message?: string;
  success?: string;
}

/** JMeter writes when a sample began, and how long it took. */
export function jtlSample(fields: JtlFields): ForeignRecord {
  const { line, code = '', message = '' } = fields;
  const startedMs = numberIn(fields.startedMs) ?? Date.parse(fields.startedMs ?? '');
  const latencyMs = numberIn(fields.elapsedMs);
  if (Number.isNaN(startedMs) || latencyMs === undefined || latencyMs < 0)
    return {
      ...{ kind: 'problem', line },
      message: `The time stamp "${fields.startedMs}" or the elapsed time "${fields.elapsedMs}" is no number.`,
    };
  const failed = fields.success !== 'true';
  const status = /^\d{3}$/.test(code) ? Number(code) : undefined;
  const outcome = failed ? httpOutcome(status, `${code} ${message}`.trim() || 'failed') : 'ok';
  return {
    ...{ kind: 'sample', startedMs, latencyMs, outcome },
    endpoint: fields.label || '(no name)',
    ...(outcome === 'ok' ? {} : { code, message }),
  };
}
