import type { GateResult } from '@/lib/plan/gates';

/** The gates as a list, for the head of a summary; empty where none was asked for. */
export function gatesMarkdown(gates: readonly GateResult[]): string[] {
  if (gates.length === 0) return [];
  return [
    gates
      .map(
        ({ gate, passed, words }) =>
          `- ${passed ? '✅' : '❌'} **${gate}** ${passed ? 'open' : 'closed'}: ${escaped(words)}`,
      )
      .join('\n'),
  ];
}

/** What comes from a target or a user must not become a table or a heading. */
export function escaped(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/([\\`*_{}[\]<>|#])/g, '\\$1');
}

/** Rows of cells as a Markdown table. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]) {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
