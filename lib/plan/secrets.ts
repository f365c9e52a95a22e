import { textsIn } from './json';
import type { LoadPlan } from './load-plan';
import { parseTemplate } from './template';

/** What stands for {{secret.NAME}}, by name. */
export type Secrets = Readonly<Record<string, string>>;

/** The secrets that a value's texts ask for, each with the places where: of a plan, or of an address. */
export function secretsIn(value: unknown, above: PropertyKey[] = []): Map<string, PropertyKey[][]> {
  const found = new Map<string, PropertyKey[][]>();
  for (const { path, text } of textsIn(value, above))
    for (const part of parseTemplate(text).parts)
      if (part.kind === 'secret') found.set(part.name, [...(found.get(part.name) ?? []), path]);
  return found;
}

/** Those that a plan's requests and its proxy ask for. */
export function secretsOfPlan({ requests = [], connection }: LoadPlan) {
  const sent = requests.map((request) =>
    'http' in request ? { http: request.http } : { rpc: request.rpc },
  );
  return secretsIn({ requests: sent, connection: { proxy: connection?.proxy } });
}

/** Throws for one that is not there: a run is not started with it. */
export function secretOf(secrets: Secrets, name: string): string {
  const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
  if (value === undefined) throw new Error(`The secret ${name} is not stored.`);
  return value;
}

/**
 * An address with its secrets filled in, percent-encoded where they would end the part that they stand in. What is
 * percent-encoded already is left as it is.
 */
export function filledUrl(url: string, secrets: Secrets): string {
  return url.replace(/\{\{\s*secret\.([\w-]+)\s*\}\}/g, (_, name: string) =>
    secretOf(secrets, name).replace(/%(?![\da-f]{2})|[^\w.~!$&'()*+,;=%-]/giu, encodeURIComponent),
  );
}
