import { type Command, InvalidArgumentError } from 'commander';
import { GATES, type Gate, type GateResult } from '@/lib/export/gates';

export interface GateOptions {
  failOn?: Gate[];
  baseline?: string;
  junit?: string;
  markdown?: string;
}

/** Adds what a build needs: gates, and files that its system shows. */
export function withGates(command: Command, baseline?: string): Command {
  if (baseline !== undefined) command.option('--baseline <name or number>', baseline);
  return command
    .option(
      '--fail-on <gates>',
      'fail the command on any of: sla (exit code 3), invalid (4), worse (5)',
      gateList,
    )
    .option('--junit <file>', 'write the result as JUnit XML')
    .option('--markdown <file>', 'write the result as Markdown, for a job summary');
}

/** Each gate with why it is open or not, on lines of their own. */
export function gateLines(gates: readonly GateResult[]): string[] {
  return gates.map(
    ({ gate, passed, words }) => `${passed ? 'PASS' : 'FAIL'} ${gate.padEnd(7)} ${words}`,
  );
}

function gateList(text: string): Gate[] {
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  const unknown = names.filter((name) => !GATES.some((gate) => gate === name));
  if (unknown.length > 0)
    throw new InvalidArgumentError(
      `Must be a comma-separated list of sla, invalid and worse, not ${unknown.map((name) => `"${name}"`).join(', ')}.`,
    );
  return GATES.filter((gate) => names.includes(gate));
}
