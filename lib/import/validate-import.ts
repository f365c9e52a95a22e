import { PlimsollError } from '@/lib/core/errors';
import { type EndpointNaming, EndpointSurvey, MOST_ENDPOINTS } from './endpoint-names';
import { detectFormat, IMPORT_REFUSED } from './formats/formats';
import type {
  ImportedFile,
  ImportedRecord,
  ImportedSummary,
  ResultFormat,
} from './imported-record';

/** A first reading: whether all of it can be used, and from when to when it reaches. */
export interface ValidatedImport {
  files: { file: ImportedFile; format: ResultFormat }[];
  tool: string;
  scenario?: string;
  target?: string;
  /** Instants since 1970; undefined where the files have no times of day. */
  startedMs?: number;
  /** What the records' times are counted from. */
  baseMs: number;
  durationMs?: number;
  samples: number;
  hasSeconds: boolean;
  summaries: ImportedSummary[];
  naming: EndpointNaming;
  notes: string[];
}

const MAX_PROBLEMS = 20;
/** A problem names what is in the file, which may be a megabyte. */
const MAX_MESSAGE = 400;
const MAX_NAME = 200;
export const MAX_FILE_GB = 16;
const MOST_SAMPLES = 50_000_000;
/** Times below this are counted from the run's start: 1980 as an instant. */
const FIRST_INSTANT_MS = 315_532_800_000;
/** The end of the year 9999. */
const LAST_INSTANT_MS = 253_402_300_799_999;
/** As many requests as an import can have. */
const MOST_REQUESTS = 2_000_000_000;

const NO_INTENT =
  'The file contains no scheduled times, so response time is measured from when requests were sent.';
const NO_START = 'The file contains no start time, so the time of import is used.';

/**
 * Reads files of one tool through without storing anything. Throws `invalid-input` with the lines that
 * cannot be used.
 */
export async function validateImport(
  files: readonly ImportedFile[],
  formatName: string | undefined,
  onRead: (samples: number) => void,
  mostSamples = MOST_SAMPLES,
): Promise<ValidatedImport> {
  const survey: Omit<ValidatedImport, 'naming'> = {
    files: [],
    tool: '',
    baseMs: Number.POSITIVE_INFINITY,
    samples: 0,
    hasSeconds: false,
    summaries: [],
    notes: [],
  };
  const endpoints = new EndpointSurvey();
  const problems: { path: string; message: string }[] = [];
  const faults = new Set<string>();
  let [problemCount, endMs] = [0, 0];
  const see = (fromMs: number, toMs: number) => {
    survey.baseMs = Math.min(survey.baseMs, fromMs);
    endMs = Math.max(endMs, toMs);
    survey.hasSeconds = true;
  };
  const tooMany = (file: ImportedFile) => {
    const message =
      survey.samples > mostSamples
        ? `has more than ${mostSamples.toLocaleString('en')} requests, the most that a run can have. Import a part of it, or its summary.`
        : survey.summaries.length > MOST_ENDPOINTS + 1
          ? `has figures of more than ${MOST_ENDPOINTS.toLocaleString('en')} endpoints, the most that a run can have. Give requests of one kind one name before measuring.`
          : undefined;
    if (message !== undefined) problems.push({ path: file.name, message });
    return message !== undefined;
  };
  for (const file of files) {
    if (file.bytes > MAX_FILE_GB * 1e9) {
      problems.push({ path: file.name, message: tooLargeFile() });
      continue;
    }
    const format = await detectFormat(file, formatName);
    if (survey.tool !== '' && survey.tool !== format.tool)
      problems.push({
        path: file.name,
        message: `is from ${format.tool}, the other files are from ${survey.tool}.`,
      });
    survey.tool = format.tool;
    survey.files.push({ file, format });
    for await (const record of format.read(file)) {
      const wrong = faultOf(record);
      if (wrong !== undefined) {
        faults.add(wrong);
        continue;
      }
      switch (record.kind) {
        case 'sample':
          endpoints.see(record.endpoint);
          see(record.startedMs, record.startedMs + record.latencyMs);
          if (++survey.samples % 10_000 === 0) onRead(survey.samples);
          break;
        case 'second':
        case 'interval':
          endpoints.see(record.endpoint);
          see(record.atMs, record.atMs + 1000);
          break;
        case 'summary':
          survey.summaries.push(record);
          break;
        case 'about':
          survey.scenario ??= record.scenario?.slice(0, MAX_NAME);
          survey.target ??= record.target?.slice(0, MAX_NAME);
          if (isInstant(record.startedMs)) survey.startedMs ??= record.startedMs;
          survey.durationMs ??= record.durationMs;
          break;
        case 'note':
          if (!survey.notes.includes(record.text)) survey.notes.push(record.text);
          break;
        case 'problem':
          if (++problemCount <= MAX_PROBLEMS)
            problems.push({
              path: record.line === undefined ? file.name : `${file.name}, line ${record.line}:`,
              message:
                record.message.length > MAX_MESSAGE
                  ? `${record.message.slice(0, MAX_MESSAGE)}…`
                  : record.message,
            });
      }
      if (tooMany(file)) break;
    }
    for (const message of faults) problems.push({ path: file.name, message });
    faults.clear();
  }
  if (problemCount > MAX_PROBLEMS)
    problems.push({ path: '', message: `And ${problemCount - MAX_PROBLEMS} more.` });
  if (problems.length === 0 && !survey.hasSeconds && survey.summaries.length === 0)
    problems.push({ path: files[0]?.name ?? 'file', message: 'contains no requests.' });
  if (problems.length > 0) throw new PlimsollError('invalid-input', IMPORT_REFUSED, problems);
  const hasInstants = survey.hasSeconds && isInstant(survey.baseMs);
  const startedMs = hasInstants ? survey.baseMs : survey.startedMs;
  if (survey.samples > 0) survey.notes.push(NO_INTENT);
  if (startedMs === undefined) survey.notes.push(NO_START);
  const naming = endpoints.naming();
  if (naming.note !== undefined) survey.notes.push(naming.note);
  if (!survey.hasSeconds) return { ...survey, naming, baseMs: 0 };
  return {
    ...survey,
    naming,
    startedMs,
    durationMs: Math.max(1, endMs - survey.baseMs),
  };
}

function isInstant(ms: number | undefined): ms is number {
  return ms !== undefined && ms >= FIRST_INSTANT_MS && ms <= LAST_INSTANT_MS;
}

/** What no run can have, whichever tool's file says it; undefined where there is nothing of the kind. */
function faultOf(record: ImportedRecord): string | undefined {
  switch (record.kind) {
    case 'sample':
      return timeFault(record.startedMs);
    case 'interval':
      return timeFault(record.atMs) ?? countFault(record.histogram.count);
    case 'second': {
      const { atMs, requests, failures, users = 0 } = record;
      return timeFault(atMs) ?? countFault(requests, failures, users);
    }
    case 'summary': {
      const { requests = 0, failures = 0, requestsPerSecond, latency } = record;
      const figures = [requestsPerSecond, ...Object.values(latency)];
      if (figures.some((figure) => figure !== undefined && !(figure >= 0 && figure < 1e15)))
        return 'has a latency or a rate that is negative or too large.';
      return countFault(requests, failures);
    }
    case 'about':
      return record.durationMs !== undefined && !(record.durationMs >= 0)
        ? 'has a negative duration.'
        : undefined;
    default:
      return undefined;
  }
}

function timeFault(ms: number): string | undefined {
  return Math.abs(ms) <= LAST_INSTANT_MS ? undefined : 'has a time beyond the year 9999.';
}

function countFault(...counts: number[]): string | undefined {
  return counts.every((n) => Number.isInteger(n) && n >= 0 && n <= MOST_REQUESTS)
    ? undefined
    : `has a count that is not a whole number from 0 to ${MOST_REQUESTS.toLocaleString('en')}.`;
}

/** What is said of a file that is too large to be read at all. */
export function tooLargeFile(): string {
  return `is larger than ${MAX_FILE_GB} GB. Import a part of it, or its summary.`;
}
