import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A file that remembers what a result was made from, kept beside the result so both go together.
 * @param {string} file
 */
export function createStamp(file) {
  return {
    /** @param {string} hash */
    async matches(hash) {
      const kept = await readFile(file, 'utf8').catch(() => '');
      return kept === hash;
    },
    /** @param {string} hash */
    async write(hash) {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, hash);
    },
  };
}
