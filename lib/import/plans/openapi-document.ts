/** A JSON object of any kind; documents are read as they come, for they seldom keep to the letter. */
export type Fields = Record<string, unknown>;

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;
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
