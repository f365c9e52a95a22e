import type { ImportedFile } from '@/lib/import/imported-record';

/** A file of another tool's that is this text, read in pieces of a few bytes, as they come from a disk or not. */
export function importedText(text: string, name = 'results.txt', piece = 1024): ImportedFile {
  const bytes = new TextEncoder().encode(text);
  return {
    name,
    bytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
  };
}
