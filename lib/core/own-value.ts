/**
 * What a record has under a name that somebody else has chosen; undefined where it has nothing. Never what every
 * object has, as with `record['constructor']`.
 */
export function ownValue<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
