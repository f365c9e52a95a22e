import { textsIn } from './json';
import { parseTemplate } from './template';

interface Found {
  path: PropertyKey[];
  message: string;
}

/**
 * Values that templates ask for and no request extracts. It takes anything, for it looks at plans that
 * have other problems too: all are to be listed at once.
 */
export function unknownValues(requests: unknown): Found[] {
  if (!Array.isArray(requests)) return [];
  const known = new Set(requests.flatMap((request) => Object.keys(fieldOf(request, 'extract'))));
  return requests.flatMap((request, index) =>
    (['http', 'rpc'] as const).flatMap((kind) =>
      textsIn(fieldOf(request, kind), [index, kind]).flatMap(({ path, text }) =>
        parseTemplate(text)
          .parts.filter((part) => part.kind === 'value')
          .filter((part) => !known.has(part.name))
          .map((part) => ({
            path,
            message: `asks for {{${part.name}}}, which no request extracts.`,
          })),
      ),
    ),
  );
}

function fieldOf(value: unknown, name: string): object {
  if (typeof value !== 'object' || value === null) return {};
  const field: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof field === 'object' && field !== null ? field : {};
}
