import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { compareRuns } from '@/lib/compare/compare-runs';
import { PlimsollError } from '@/lib/core/errors';
import { comparisonGates, gateExitCode } from '@/lib/export/gates';
import { comparisonJson } from '@/lib/export/json/comparison';
import { comparisonJunit } from '@/lib/export/junit';
import { comparisonMarkdown } from '@/lib/export/markdown';
import { findRun } from '@/lib/runs/baseline';
import { getRun } from '@/lib/runs/get-run';
import type { CommandResult } from '../command-result';
import { comparisonReport } from '../comparison-report';
import { type GateOptions, gateLines, withGates } from '../gate-options';
import { writeJson } from '../json-text';
import { percentage } from '../option-values';
import { withStore } from '../with-store';

interface CompareOptions extends GateOptions {
  margin: number;
  json?: string;
}

export function compareCommand(result: CommandResult): Command {
  const command = new Command('compare')
    .description('compare two runs, with confidence intervals and a verdict')
    .argument('<base>', 'number or name of the baseline run')
    .argument('<candidate>', 'number or name of the run to compare')
    .option('--margin <percent>', 'ignore changes smaller than this', percentage, 0.05)
    .option('--json <file>', 'write the comparison as JSON');
  return withGates(command).action(
    async (base: string, candidate: string, options: CompareOptions) => {
      const { comparison, run } = await withStore(async (store) => {
        const number = await findRun(store, candidate);
        const compared = await compareRuns(
          store,
          await findRun(store, base),
          number,
          options.margin,
        );
        return { comparison: compared, run: await getRun(store, number) };
      });
      if (run === undefined) throw new PlimsollError('not-found', `There is no run ${candidate}.`);
      const gates = comparisonGates(options.failOn ?? [], comparison, run);
      if (options.json !== undefined) writeJson(options.json, comparisonJson(comparison));
      if (options.junit !== undefined)
        writeFileSync(options.junit, comparisonJunit(comparison, gates));
      if (options.markdown !== undefined)
        writeFileSync(options.markdown, `${comparisonMarkdown(comparison, gates)}\n`);
      console.log(
        [comparisonReport(comparison), gateLines(gates).join('\n')].filter(Boolean).join('\n\n'),
      );
      result.exitCode = gateExitCode(gates);
    },
  );
}
