import { type Fields, fieldsOf, listOf, resolved } from '@/lib/import/plans/openapi-document';

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
    const found: Fields = {};
    let values = 1;
    for (const [name, property] of Object.entries(properties)) {
      const example = this.of(property, above);
      if (example === undefined) continue;
      found[name] = example.value;
      values += example.values;
    }
    const missing = listOf(schema.required).some(
      (name) => typeof name === 'string' && !Object.hasOwn(found, name),
    );
    // An empty object where something is described says nothing.
    const empty = values === 1 && Object.keys(properties).length > 0;
    return missing || empty ? undefined : { value: found, values };
  }

  private merged(parts: readonly unknown[], above: Above): Sized | undefined {
    const found: Fields = {};
    let values = 1;
    for (const part of parts) {
      const schema = resolved(part, this.document);
      if (schema === undefined) return undefined;
      const describes = schema.properties ?? schema.allOf ?? schema.required ?? schema.example;
      if (describes === undefined) continue;
      const example = this.of(part, above);
      const fields = fieldsOf(example?.value);
      if (example === undefined || fields === undefined) return undefined;
      Object.assign(found, fields);
      values += example.values;
    }
    return { value: found, values };
  }
}

function statedExample(schema: Fields): Example | undefined {
  for (const value of [schema.example, listOf(schema.examples)[0], schema.default, schema.const])
    if (value !== undefined) return { value };
  const values = listOf(schema.enum);
  return values.length === 1 ? { value: values[0] } : undefined;
}
