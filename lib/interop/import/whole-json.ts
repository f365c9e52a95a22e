import type { ForeignFile } from '@/lib/import/imported-record';

const LARGEST = 64_000_000;

/** A JSON file as a whole; a problem in words where it is none. */
export async function wholeJson(
  file: ForeignFile,
): Promise<{ value: Record<string, unknown> } | { problem: string }> {
  if (file.bytes > LARGEST)
    return { problem: `A summary has at most ${LARGEST / 1e6} MB; this file has more.` };
  const parts: Uint8Array[] = [];
  for await (const chunk of file.open()) parts.push(chunk);
  try {
    const value: unknown = JSON.parse(
      Buffer.concat(parts)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { problem: 'The file is JSON, but not an object.' };
    return { value: value as Record<string, unknown> };
  } catch (error) {
    return { problem: `The file is not whole JSON: ${(error as Error).message}.` };
  }
}

/** What is at this path of objects; undefined where there is nothing. */
export function at(value: unknown, ...path: string[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}
