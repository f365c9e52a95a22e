import { escapeTemplate } from '@/lib/plan/template';

/** A JSON object of any kind; documents are read as they come, for they seldom keep to the letter. */
export type Fields = Record<string, unknown>;

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;
}

/** A text, number or the like as it is spelled; '' for lists and objects, which can say anything of their spelling. */
export function wordOf(value: unknown): string {
  return typeof value === 'object' ? '' : String(value);
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

const MAX_STEPS = 20;

/**
 * What a value is, its references followed: `{"$ref": "#/components/…"}`. Undefined when one leads to
 * another document, nowhere, or in a circle.
 */
export function resolved(value: unknown, document: unknown): Fields | undefined {
  let here = fieldsOf(value);
  for (let step = 0; step < MAX_STEPS; step++) {
    const reference = here?.$ref;
    if (typeof reference !== 'string') return here;
    if (!reference.startsWith('#/')) return undefined;
    here = fieldsOf(atPointer(reference.slice(2), document));
  }
  return undefined;
}

/** RFC 6901, as in a URI's fragment. */
function atPointer(pointer: string, document: unknown): unknown {
  let here = document;
  for (const step of pointer.split('/')) {
    const key = unescaped(step);
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Fields)[key];
  }
  return here;
}

function unescaped(step: string): string {
  const plain = step.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

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
  const headers = new Map<string, string>();
  const picked: string[] = [];
  const unknown: string[] = [];
  for (const parameter of parameters) {
    const { name, in: place } = parameter;
    if (typeof name !== 'string') continue;
    if (place === 'header' && /^(accept|content-type|authorization)$/i.test(name)) continue;
    const required = parameter.required === true || place === 'path';
    const texts = valuesOf(parameter, required, document);
    if (texts === undefined || place === 'cookie') {
      if (required) unknown.push(`${name} (${wordOf(place)})`);
      continue;
    }
    if (texts.picked) picked.push(name);
    if (place === 'path') filled = filled.replaceAll(`{${name}}`, texts.values.join(','));
    else if (place === 'header') headers.set(name.toLowerCase(), texts.values.join(','));
    else query.push(...queryOf(name, texts.values, parameter.explode !== false));
  }
  const left = filled.replace(/\\?\{\{.*?\}\}/g, '').match(/\{[^}]*\}/g) ?? [];
  unknown.push(...left.map((name) => `${name.slice(1, -1)} (path)`));
  if (unknown.length > 0) return { unknown: [...new Set(unknown)] };
  return {
    path: query.length === 0 ? filled : `${filled}?${query.join('&')}`,
    headers: Object.fromEntries(headers),
    picked,
  };
}

/** The parameters of an operation, those of its path below them. */
export function parametersOf(item: Fields, operation: Fields, document: unknown): Fields[] {
  const byKey = new Map<string, Fields>();
  for (const value of [...listOf(item.parameters), ...listOf(operation.parameters)]) {
    const parameter = resolved(value, document);
    if (parameter !== undefined)
      byKey.set(`${wordOf(parameter.in)} ${wordOf(parameter.name)}`, parameter);
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
  const simple = choices.every((choice) => /^[\w.~-]+$/.test(wordOf(choice)));
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

const MAX_DEPTH = 50;
/** Of values in one example: schemas that share others can unfold to any size. */
const MAX_VALUES = 10_000;

/** A value in a wrapper, for null and undefined are told apart. */
export interface Example {
  value: unknown;
}

interface Sized extends Example {
  values: number;
}

/** The schemas on the way to this one: one that contains itself has no example of its own. */
type Above = readonly Fields[];

/** The example of a parameter or media type, or of its schema; undefined when the document has none. */
export function exampleOf(holder: Fields, document: unknown): Example | undefined {
  if (holder.example !== undefined) return { value: holder.example };
  const [first] = Object.values(fieldsOf(holder.examples) ?? {});
  const example = resolved(first, document);
  if (example?.value !== undefined) return { value: example.value };
  return new SchemaExamples(document).of(holder.schema, []);
}

/**
 * Examples of schemas, by what the document says: `example`, `examples`, `default`, `const`, an only
 * `enum`. An object has one when every required field has; a list, when its items have.
 */
class SchemaExamples {
  private readonly known = new Map<Fields, Sized | undefined>();

  constructor(private readonly document: unknown) {}

  of(value: unknown, above: Above): Sized | undefined {
    const schema = resolved(value, this.document);
    if (schema === undefined || above.includes(schema) || above.length > MAX_DEPTH)
      return undefined;
    if (this.known.has(schema)) return this.known.get(schema);
    const found = this.ofSchema(schema, [...above, schema]);
    const example = found !== undefined && found.values > MAX_VALUES ? undefined : found;
    this.known.set(schema, example);
    return example;
  }

  private ofSchema(schema: Fields, above: Above): Sized | undefined {
    const stated = statedExample(schema);
    if (stated !== undefined) return { ...stated, values: 1 };
    const all = listOf(schema.allOf);
    if (all.length > 0) return this.merged([{ ...schema, allOf: undefined }, ...all], above);
    const properties = fieldsOf(schema.properties);
    if (properties !== undefined || schema.type === 'object')
      return this.object(schema, properties ?? {}, above);
    if (schema.items === undefined) return undefined;
    const item = this.of(schema.items, above);
    return item && { value: [item.value], values: item.values + 1 };
  }

  private object(schema: Fields, properties: Fields, above: Above): Sized | undefined {
    const fields: [string, unknown][] = [];
    let values = 1;
    for (const [name, property] of Object.entries(properties)) {
      const example = this.of(property, above);
      if (example === undefined) continue;
      fields.push([name, example.value]);
      values += example.values;
    }
    const found = Object.fromEntries(fields);
    const missing = listOf(schema.required).some(
      (name) => typeof name === 'string' && !Object.hasOwn(found, name),
    );
    // An empty object where something is described says nothing.
    const empty = values === 1 && Object.keys(properties).length > 0;
    return missing || empty ? undefined : { value: found, values };
  }

  private merged(parts: readonly unknown[], above: Above): Sized | undefined {
    const found: [string, unknown][] = [];
    let values = 1;
    for (const part of parts) {
      const schema = resolved(part, this.document);
      if (schema === undefined) return undefined;
      const describes = schema.properties ?? schema.allOf ?? schema.required ?? schema.example;
      if (describes === undefined) continue;
      const example = this.of(part, above);
      const fields = fieldsOf(example?.value);
      if (example === undefined || fields === undefined) return undefined;
      for (const field of Object.entries(fields)) found.push(field);
      values += example.values;
    }
    return { value: Object.fromEntries(found), values };
  }
}

function statedExample(schema: Fields): Example | undefined {
  for (const value of [schema.example, listOf(schema.examples)[0], schema.default, schema.const])
    if (value !== undefined) return { value };
  const values = listOf(schema.enum);
  return values.length === 1 ? { value: values[0] } : undefined;
}
