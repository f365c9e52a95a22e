import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/**
 * A hash of the names and contents of files, the same in every clone (no times go in).
 * @param {string} root
 * @param {string[]} paths files and folders below it; one that is absent counts as absent
 * @param {(path: string) => boolean} [keep] by path from root, with forward slashes
 * @returns {Promise<string>}
 */
export async function hashFiles(root, paths, keep = () => true) {
  const found = await Promise.all(paths.map((path) => filesBelow(join(root, path))));
  const files = found
    .flat()
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter(keep)
    .sort();
  const contents = await Promise.all(files.map((file) => readFile(join(root, file))));
  const hash = createHash('sha256');
  files.forEach((file, index) => {
    hash.update(`${file}\0${contents[index].length}\0`).update(contents[index]);
  });
  return hash.digest('hex');
}

async function filesBelow(path) {
  const found = await stat(path).catch(() => undefined);
  if (!found) return [];
  if (found.isFile()) return [path];
  const names = await readdir(path);
  return (await Promise.all(names.map((name) => filesBelow(join(path, name))))).flat();
}
