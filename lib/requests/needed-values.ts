import { textsIn } from '@/lib/plan/json';
import type { RequestSpec } from '@/lib/plan/request';
import { parseTemplate } from '@/lib/plan/template';

/** The names of the values that a request cannot be made without. */
export function neededValues(request: RequestSpec): string[] {
  const texts = textsIn('http' in request ? request.http : request.rpc);
  const names = texts.flatMap(({ text }) =>
    parseTemplate(text).parts.flatMap((part) => (part.kind === 'value' ? [part.name] : [])),
  );
  return [...new Set(names)];
}
