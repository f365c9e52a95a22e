import { parseJsonPath, readJsonPath } from '@/lib/plan/json-path';
import type { ExtractSpec } from '@/lib/plan/request';
import type { HttpReply } from '@/lib/users/requests/prepared-request';
import type { Slots } from './compile-part';

/** An answer, its body read as JSON at most once; undefined when it is none. */
export interface ReadReply extends HttpReply {
  json(): unknown;
}

export type Extract = (reply: ReadReply, values: unknown[]) => void;

const SEARCHED_CHARACTERS = 65_536;

/** Puts what an answer gives into the values; what it does not give stays as it was. */
export function compileExtract(
  specs: Readonly<Record<string, ExtractSpec>>,
  slots: Slots,
): Extract | undefined {
  const takers = Object.entries(specs).map(([name, spec]) => ({
    slot: slots.get(name) ?? -1,
    take: takerOf(spec),
  }));
  if (takers.length === 0) return undefined;
  return (reply, values) => {
    for (const { slot, take } of takers) {
      const value = take(reply);
      if (value !== undefined && value !== null) values[slot] = value;
    }
  };
}

function takerOf(spec: ExtractSpec): (reply: ReadReply) => unknown {
  if ('json' in spec) {
    const path = parseJsonPath(spec.json) ?? [];
    return (reply) => readJsonPath(path, reply.json());
  }
  if ('header' in spec) {
    const name = spec.header.toLowerCase();
    return (reply) => reply.headers[name];
  }
  const pattern = new RegExp(spec.regex);
  const group = spec.group ?? 1;
  return (reply) => pattern.exec(reply.body.slice(0, SEARCHED_CHARACTERS))?.[group];
}
