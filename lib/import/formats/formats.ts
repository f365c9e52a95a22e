import { PlimsollError } from '@/lib/core/errors';
import type { ImportedFile, ResultFormat } from '../imported-record';
import { abTsv } from './ab';
import { artilleryJson } from './artillery';
import { autocannonJson } from './autocannon';
import { hgrm } from './hgrm';
import { hlog } from './hlog';
import { jtlCsv, jtlXml } from './jmeter';
import { k6Csv, k6Json, k6Summary } from './k6';
import { locustHistory, locustStats } from './locust';
import { plainCsv } from './plain-csv';
import { vegetaJson, vegetaReport } from './vegeta';

/** By the name that `--format` takes; the first that looks like a file is taken for its format. */
export const IMPORT_FORMATS_OF_TOOLS: Record<string, ResultFormat> = {
  csv: plainCsv,
  'k6-json': k6Json,
  'k6-csv': k6Csv,
  'k6-summary': k6Summary,
  'locust-stats': locustStats,
  'locust-history': locustHistory,
  'jmeter-csv': jtlCsv,
  'jmeter-xml': jtlXml,
  autocannon: autocannonJson,
  vegeta: vegetaJson,
  'vegeta-report': vegetaReport,
  artillery: artilleryJson,
  hgrm,
  hlog,
  ab: abTsv,
};

const HEAD = 65_536;
export const IMPORT_REFUSED = 'The file cannot be imported.';

/** The format of a file: the one named, or the one it looks like. Throws `invalid-input`. */
export async function detectFormat(file: ImportedFile, name?: string): Promise<ResultFormat> {
  const head = await headOf(file);
  const problem = encodingProblem(head);
  if (problem !== undefined) throw refusal(file.name, problem);
  if (name !== undefined) {
    const named = Object.hasOwn(IMPORT_FORMATS_OF_TOOLS, name)
      ? IMPORT_FORMATS_OF_TOOLS[name]
      : undefined;
    if (named !== undefined) return named;
    throw refusal(
      'format',
      `"${name}" is not a supported format. Available: ${Object.keys(IMPORT_FORMATS_OF_TOOLS).join(', ')}.`,
    );
  }
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  const found = Object.values(IMPORT_FORMATS_OF_TOOLS).find((format) => format.detects(text));
  if (found !== undefined) return found;
  throw refusal(
    file.name,
    `is in none of the supported formats: ${Object.values(IMPORT_FORMATS_OF_TOOLS)
      .map(({ words }) => words)
      .join('; ')}.`,
  );
}

async function headOf(file: ImportedFile): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of file.open()) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= HEAD) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD);
}

function encodingProblem(head: Buffer): string | undefined {
  if (head.length === 0) return 'is empty.';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'is compressed with gzip. Unpack it first.';
  if (head[0] === 0x50 && head[1] === 0x4b) return 'is a ZIP archive. Unpack it first.';
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    return 'is encoded as UTF-16. Save it as UTF-8.';
  return head.includes(0) ? 'is not a text file.' : undefined;
}

function refusal(path: string, message: string): PlimsollError {
  return new PlimsollError('invalid-input', IMPORT_REFUSED, [{ path, message }]);
}

/** What can be imported: the name that asks for it, and in words. */
export function importFormats(): { name: string; words: string }[] {
  return Object.entries(IMPORT_FORMATS_OF_TOOLS).map(([name, { words }]) => ({ name, words }));
}
