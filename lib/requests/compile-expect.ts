import { parseJsonPath, readJsonPath } from '@/lib/plan/json-path';
import type { ExpectSpec } from '@/lib/plan/request';
import type { ReadReply } from './compile-extract';
import { isSameJson } from './is-same-json';

/** Why an answer is not what was expected; undefined when it is. Few different texts: they are counted. */
export type Expectation = (reply: ReadReply) => string | undefined;

/** What is expected of the body; the status is looked at apart. */
export function compileExpect({ json, contains }: ExpectSpec): Expectation | undefined {
  const tests: Expectation[] = [];
  if (contains !== undefined)
    tests.push((reply) =>
      reply.body.includes(contains)
        ? undefined
        : `The body did not contain ${shortened(contains)}.`,
    );
  for (const [text, value] of Object.entries(json ?? {})) {
    const path = parseJsonPath(text) ?? [];
    tests.push((reply) => {
      const found = readJsonPath(path, reply.json());
      if (found === undefined) return `The body had nothing at ${text}.`;
      return isSameJson(found, value)
        ? undefined
        : `At ${text} the body did not have ${shortened(JSON.stringify(value))}.`;
    });
  }
  if (tests.length === 0) return undefined;
  return (reply) => {
    for (const test of tests) {
      const problem = test(reply);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
