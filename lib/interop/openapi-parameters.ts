import { type Fields, listOf, resolved } from '@/lib/import/plans/openapi-document';
import { escapeTemplate } from '@/lib/plan/template';
import { exampleOf } from './openapi-example';

/** How an operation's parameters are filled in; or the names of those that nothing is known of. */
export type FilledParameters =
  | { path: string; headers: Record<string, string>; picked: string[] }
  | { unknown: string[] };

/** Fills in what is required, and what is optional and has an example of its own. */
export function fillParameters(
  path: string,
  parameters: readonly Fields[],
  document: unknown,
): FilledParameters {
  let filled = escapeTemplate(path);
  const query: string[] = [];
  const headers: Record<string, string> = {};
  const picked: string[] = [];
  const unknown: string[] = [];
  for (const parameter of parameters) {
    const { name, in: place } = parameter;
    if (typeof name !== 'string') continue;
    if (place === 'header' && /^(accept|content-type|authorization)$/i.test(name)) continue;
    const required = parameter.required === true || place === 'path';
    const texts = valuesOf(parameter, required, document);
    if (texts === undefined || place === 'cookie') {
      if (required) unknown.push(`${name} (${String(place)})`);
      continue;
    }
    if (texts.picked) picked.push(name);
    if (place === 'path') filled = filled.replaceAll(`{${name}}`, texts.values.join(','));
    else if (place === 'header') headers[name.toLowerCase()] = texts.values.join(',');
    else query.push(...queryOf(name, texts.values, parameter.explode !== false));
  }
  const left = filled.replace(/\\?\{\{.*?\}\}/g, '').match(/\{[^}]*\}/g) ?? [];
  unknown.push(...left.map((name) => `${name.slice(1, -1)} (path)`));
  if (unknown.length > 0) return { unknown: [...new Set(unknown)] };
  return { path: query.length === 0 ? filled : `${filled}?${query.join('&')}`, headers, picked };
}

/** The parameters of an operation, those of its path below them. */
export function parametersOf(item: Fields, operation: Fields, document: unknown): Fields[] {
  const byKey = new Map<string, Fields>();
  for (const value of [...listOf(item.parameters), ...listOf(operation.parameters)]) {
    const parameter = resolved(value, document);
    if (parameter !== undefined)
      byKey.set(`${String(parameter.in)} ${String(parameter.name)}`, parameter);
  }
  return [...byKey.values()];
}

interface Values {
  /** Escaped, and fit for a URL. */
  values: string[];
  /** Whether one of an enumeration is drawn each time. */
  picked: boolean;
}

function valuesOf(parameter: Fields, required: boolean, document: unknown): Values | undefined {
  const schema = resolved(parameter.schema, document);
  const example = required
    ? exampleOf(parameter, document)
    : exampleOf({ ...parameter, schema: { ...schema, default: undefined } }, document);
  if (example !== undefined) return plainValues(example.value);
  const choices = listOf(schema?.enum);
  const simple = choices.every((choice) => /^[\w.~-]+$/.test(String(choice)));
  if (!required || choices.length === 0 || !simple) return undefined;
  return {
    values: [`{{random.pick ${choices.map((choice) => `"${choice}"`).join(' ')}}}`],
    picked: true,
  };
}

/** Undefined for an object: how it is written differs from service to service. */
function plainValues(value: unknown): Values | undefined {
  const list = Array.isArray(value) ? value : [value];
  if (list.some((item) => typeof item === 'object' && item !== null)) return undefined;
  return { values: list.map((item) => encoded(String(item))), picked: false };
}

function queryOf(name: string, values: readonly string[], explode: boolean): string[] {
  const key = encoded(name);
  return explode ? values.map((value) => `${key}=${value}`) : [`${key}=${values.join(',')}`];
}

function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}
