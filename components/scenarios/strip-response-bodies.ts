/** A HAR file without its response bodies, which are most of it and of no use to a plan. */
export function stripResponseBodies(text: string): string {
  if (text.length < 200_000 || !text.trimStart().startsWith('{')) return text;
  try {
    const har: unknown = JSON.parse(text);
    return JSON.stringify(har, (key, value: unknown) =>
      key === 'content' ? typeOf(value) : value,
    );
  } catch {
    return text;
  }
}

function typeOf(content: unknown): unknown {
  if (typeof content !== 'object' || content === null || !('text' in content)) return content;
  const { text: _text, ...rest } = content;
  return rest;
}
