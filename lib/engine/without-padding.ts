/** A header's value without the white space around it. */
export function withoutPadding(value: string): string {
  // Not `trim`: a no-break space is part of the value.
  return value.replace(/^[\t ]+|[\t ]+$/g, '');
}
