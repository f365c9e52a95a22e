export interface TemplateWord {
  text: string;
  quoted: boolean;
}

const WORD = /\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s"']\S*))/y;

/** The words between a template's braces; quotes keep spaces together. Undefined: a quote is open. */
export function templateWords(text: string): TemplateWord[] | undefined {
  const words: TemplateWord[] = [];
  const rest = text.trimEnd();
  WORD.lastIndex = 0;
  while (WORD.lastIndex < rest.length) {
    const match = WORD.exec(rest);
    if (match === null) return undefined;
    const quoted = match[1] ?? match[2];
    words.push(
      quoted === undefined
        ? { text: match[3] ?? '', quoted: false }
        : { text: quoted.replace(/\\(.)/gs, '$1'), quoted: true },
    );
  }
  return words;
}
