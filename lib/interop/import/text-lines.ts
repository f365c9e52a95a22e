/** A line of a file; `line` counts from 1. */
export interface TextLine {
  line: number;
  text: string;
  /** Longer than what is read: `text` is its beginning. */
  tooLong?: true;
}

const LONGEST = 1_000_000;

/** A file's lines as they come, without their ends and an initial byte order mark. */
export async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let line = 0;
  let skipping = false;
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      if (skipping) {
        skipping = false;
        continue;
      }
      line++;
      yield { line, text: part.endsWith('\r') ? part.slice(0, -1) : part };
    }
    if (rest.length <= LONGEST) continue;
    if (!skipping) yield { line: ++line, text: rest.slice(0, 100), tooLong: true };
    skipping = true;
    rest = '';
  }
  rest += decoder.decode();
  if (rest !== '' && !skipping) yield { line: line + 1, text: rest };
}
