import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { comparisonJson } from '@/lib/interop/comparison-json';
import { compareRuns } from '@/lib/runs/compare-runs';
import type { CommandResult } from '../build-program';
import { comparisonReport } from '../comparison-report';
import { percentage, wholeNumber } from '../option-values';
import { withStore } from '../with-store';

interface CompareOptions {
  margin: number;
  json?: string;
  failOn?: 'worse';
}

export function compareCommand(result: CommandResult): Command {
  const run = wholeNumber(1, 999_999_999);
  return new Command('compare')
    .description('say what changed from one run to another, and how sure that is')
    .argument('<base>', 'the number of the run to compare with', run)
    .argument('<candidate>', 'the number of the run that is compared', run)
    .option('--margin <percent>', 'changes within it do not matter', percentage, 0.05)
    .option('--json <file>', 'write the comparison as JSON to this file')
    .addOption(
      new Option('--fail-on <verdict>', 'exit with 1 when it comes to this').choices(['worse']),
    )
    .action(async (base: number, candidate: number, options: CompareOptions) => {
      const comparison = await withStore((store) =>
        compareRuns(store, base, candidate, options.margin),
      );
      if (options.json !== undefined)
        writeFileSync(options.json, `${JSON.stringify(comparisonJson(comparison), null, 2)}\n`);
      console.log(comparisonReport(comparison));
      result.exitCode = comparison.verdict === options.failOn ? 1 : 0;
    });
}
