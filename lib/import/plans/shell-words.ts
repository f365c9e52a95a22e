export interface ShellCommand {
  words: string[];
  /** Variables and commands that only the shell could fill in: "$TOKEN", "$(…)". */
  unknown: string[];
}

const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
};

/**
 * Splits commands into words as bash does: '…', "…", $'…', backslashes, continued lines, comments, and
 * ; & | or a new line between commands. Redirections are left out. Variables stay as they are written.
 * Returns undefined when a quote does not end.
 */
export function shellCommands(text: string): ShellCommand[] | undefined {
  return new ShellReader(text.replace(/\r\n/g, '\n')).read();
}

class ShellReader {
  private at = 0;
  private readonly commands: ShellCommand[] = [];
  private words: string[] = [];
  private unknown: string[] = [];

  constructor(private readonly text: string) {}

  read(): ShellCommand[] | undefined {
    while (this.at < this.text.length) {
      const char = this.text[this.at] ?? '';
      if (char === ' ' || char === '\t') this.at += 1;
      else if (this.text.startsWith('\\\n', this.at)) this.at += 2;
      else if (char === '#') this.skipTo('\n');
      else if ('\n;&|()'.includes(char)) {
        this.at += 1;
        this.endCommand();
      } else if (/^\d*[<>]/.test(this.text.slice(this.at, this.at + 4))) {
        this.at += /^\d*(?:<<<?|>>|[<>]&?|>\|)/.exec(this.text.slice(this.at))?.[0].length ?? 1;
        while (this.text[this.at] === ' ') this.at += 1;
        if (this.word() === undefined) return undefined;
      } else {
        const word = this.word();
        if (word === undefined) return undefined;
        this.words.push(word);
      }
    }
    this.endCommand();
    return this.commands;
  }

  private endCommand(): void {
    if (this.words.length > 0) this.commands.push({ words: this.words, unknown: this.unknown });
    this.words = [];
    this.unknown = [];
  }

  private skipTo(end: string): void {
    const next = this.text.indexOf(end, this.at);
    this.at = next < 0 ? this.text.length : next;
  }

  private word(): string | undefined {
    let word = '';
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined || ' \t\n;&|()<>'.includes(char)) return word;
      let piece: string | undefined;
      if (char === "'") piece = this.upTo("'");
      else if (char === '"') piece = this.doubleQuoted();
      else if (this.text.startsWith("$'", this.at)) piece = this.ansiQuoted();
      else if (char === '\\') piece = this.escaped();
      else if (char === '$' || char === '`') piece = this.expansion();
      else {
        piece = char;
        this.at += 1;
      }
      if (piece === undefined) return undefined;
      word += piece;
    }
  }

  private upTo(quote: string): string | undefined {
    const end = this.text.indexOf(quote, this.at + 1);
    if (end < 0) return undefined;
    const inside = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return inside;
  }

  private escaped(): string {
    const next = this.text[this.at + 1] ?? '';
    this.at += 2;
    return next === '\n' ? '' : next;
  }

  private doubleQuoted(): string | undefined {
    let inside = '';
    this.at += 1;
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined) return undefined;
      if (char === '"') {
        this.at += 1;
        return inside;
      }
      if (char === '\\' && '\\"$`\n'.includes(this.text[this.at + 1] ?? ' '))
        inside += this.escaped();
      else if (char === '$' || char === '`') inside += this.expansion();
      else {
        inside += char;
        this.at += 1;
      }
    }
  }

  /** $'…': what bash calls ANSI-C quoting. */
  private ansiQuoted(): string | undefined {
    const pattern = /\$'((?:[^'\\]|\\.)*)'/sy;
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null) return undefined;
    this.at = pattern.lastIndex;
    return (match[1] ?? '').replace(
      /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|c(.)|(.))/gs,
      (
        whole,
        hex?: string,
        short?: string,
        long?: string,
        octal?: string,
        control?: string,
        char?: string,
      ) => {
        const code = hex ?? short ?? long;
        if (code !== undefined) return fromCode(Number.parseInt(code, 16));
        if (octal !== undefined) return fromCode(Number.parseInt(octal, 8) & 255);
        if (control !== undefined) return fromCode(control.charCodeAt(0) & 31);
        return char === undefined
          ? whole
          : (ESCAPES[char] ?? (/[\\'"?]/.test(char) ? char : whole));
      },
    );
  }

  /** $NAME, ${…}, $(…) or `…`, kept as it is written and remembered; a lone $ is itself. */
  private expansion(): string {
    const pattern = /\$\w+|\$\{[^}]*\}|\$\([^)]*\)|`[^`]*`/y;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) {
      this.at += 1;
      return this.text[this.at - 1] ?? '';
    }
    this.at += found.length;
    this.unknown.push(found);
    return found;
  }
}

function fromCode(code: number): string {
  return code > 0x10ffff ? '' : String.fromCodePoint(code);
}
