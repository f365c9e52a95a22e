import { count } from './number';

/** "1 request", "24,580 requests". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
