import { writeFileSync } from 'node:fs';

/** What `--json` prints: what is missing is null. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (part === undefined ? null : part), 2);
}

export function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${jsonText(value)}\n`);
}
