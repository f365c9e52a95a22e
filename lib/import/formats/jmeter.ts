import { SaxesParser } from 'saxes';
import type { ImportedRecord, ResultFormat } from '../imported-record';
import { csvRows, httpOutcome, numberIn } from './text';

/** JMeter's results as CSV, with the header that JMeter writes. */
export const jtlCsv: ResultFormat = {
  tool: 'JMeter',
  words: 'JMeter JTL (CSV)',
  detects: (head) => {
    const columns = (head.split(/\r?\n/, 1)[0] ?? '').split(/[,;\t]/);
    return ['timeStamp', 'elapsed', 'label', 'success'].every((name) => columns.includes(name));
  },
  async *read(file) {
    for await (const row of csvRows(file)) {
      if ('problem' in row) {
        yield { kind: 'problem', line: row.line, message: row.problem };
        return;
      }
      const { cells, line } = row;
      yield jtlSample({
        line,
        startedMs: cells.timeStamp,
        elapsedMs: cells.elapsed,
        label: cells.label,
        code: cells.responseCode,
        message: cells.failureMessage || cells.responseMessage,
        success: cells.success,
      });
    }
  },
};

const DEEPEST = 100;
/** Of one element with all its attributes, or of the text in it. */
const LARGEST = 8_000_000;

/** JMeter's results as XML; samples within samples are parts of them, and not counted again. */
export const jtlXml: ResultFormat = {
  tool: 'JMeter',
  words: 'JMeter JTL (XML)',
  detects: (head) => /<testResults[\s>]/.test(head),
  async *read(file) {
    const found: ImportedRecord[] = [];
    const parser = new SaxesParser();
    let [depth, levels, sinceTag] = [0, 0, 0];
    let broken = false;
    const refuse = (message: string) => {
      if (!broken) found.push({ kind: 'problem', line: parser.line, message });
      broken = true;
    };
    parser.on('opentag', ({ name, attributes: { ts, t, lb, rc, rm, s } }) => {
      sinceTag = 0;
      if (++levels > DEEPEST) refuse(`Elements are nested more than ${DEEPEST} levels deep.`);
      if (name !== 'httpSample' && name !== 'sample') return;
      if (depth++ > 0) return;
      const about = { label: lb, code: rc, message: rm, success: s };
      found.push(jtlSample({ line: parser.line, startedMs: ts, elapsedMs: t, ...about }));
    });
    parser.on('closetag', ({ name }) => {
      sinceTag = 0;
      levels--;
      if (name === 'httpSample' || name === 'sample') depth--;
    });
    parser.on('error', (error) => refuse(`${error.message}.`));
    const decoder = new TextDecoder();
    for await (const chunk of file.open()) {
      parser.write(decoder.decode(chunk, { stream: true }));
      sinceTag += chunk.length;
      if (sinceTag > LARGEST) refuse(`An element is larger than ${LARGEST / 1e6} MB.`);
      yield* found.splice(0);
      if (broken) return;
    }
    parser.close();
    yield* found.splice(0);
  },
};

/** A sample as JMeter spells it, from a CSV row or an XML element. */
interface JtlFields {
  line: number;
  startedMs?: string;
  elapsedMs?: string;
  label?: string;
  code?: string;
  message?: string;
  success?: string;
}

/** JMeter writes when a sample began, and how long it took. */
function jtlSample(fields: JtlFields): ImportedRecord {
  const { line, code = '', message = '' } = fields;
  const startedMs = numberIn(fields.startedMs) ?? Date.parse(fields.startedMs ?? '');
  const latencyMs = numberIn(fields.elapsedMs);
  if (Number.isNaN(startedMs) || latencyMs === undefined || latencyMs < 0)
    return {
      kind: 'problem',
      line,
      message: `The timestamp "${fields.startedMs}" or the elapsed time "${fields.elapsedMs}" is not a number.`,
    };
  const failed = fields.success !== 'true';
  const status = /^\d{3}$/.test(code) ? Number(code) : undefined;
  const outcome = failed ? httpOutcome(status, `${code} ${message}`.trim() || 'failed') : 'ok';
  return {
    kind: 'sample',
    startedMs,
    latencyMs,
    outcome,
    endpoint: fields.label || '(no name)',
    ...(outcome === 'ok' ? {} : { code, message }),
  };
}
