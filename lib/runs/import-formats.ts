import { FOREIGN_FORMATS } from '@/lib/import/formats/formats';

/** What can be imported: the name that asks for it, and in words. */
export function importFormats(): { name: string; words: string }[] {
  return Object.entries(FOREIGN_FORMATS).map(([name, { words }]) => ({ name, words }));
}
