import { Command, Option } from 'commander';
import { commandActor } from '@/lib/access/actor';
import { count } from '@/lib/core/number';
import { runJson } from '@/lib/export/json/run';
import { importFormats } from '@/lib/import/formats/formats';
import { fileToImport, type ImportProgress, importRun } from '@/lib/import/import-run';
import { getRun } from '@/lib/runs/get-run';
import { writeJson } from '../json-text';
import { runReport } from '../run-report';
import { commanded, withStore } from '../with-store';

interface ImportOptions {
  format?: string;
  scenario?: string;
  target?: string;
  name?: string;
  json?: string;
}

export function importCommand(): Command {
  const formats = importFormats();
  return new Command('import')
    .description('import another tool’s results as a run; several files become one run')
    .argument('<file...>', 'result files of one tool')
    .addOption(
      new Option('--format <name>', 'file format; default: auto-detected').choices(
        formats.map(({ name }) => name),
      ),
    )
    .option('--scenario <name>', 'scenario name; runs of one scenario and tool form one trend')
    .option('--target <name>', 'target name')
    .option('--name <text>', 'run name')
    .option('--json <file>', 'write the run as JSON')
    .addHelpText(
      'after',
      `\nFormats:\n${formats.map(({ name, words }) => `  ${name.padEnd(16)}${words}`).join('\n')}`,
    )
    .action(async (paths: string[], { json, ...request }: ImportOptions) => {
      await withStore(async (store) => {
        const files = paths.map((path) => fileToImport(path));
        const { number } = await commanded(store, 'run.import', (within) =>
          importRun(within, files, request, { onProgress: showProgress, by: commandActor() }),
        );
        const run = await getRun(store, number);
        if (run === undefined) return;
        if (json !== undefined) writeJson(json, runJson(run));
        console.log(runReport(run));
        for (const note of run.source?.notes ?? []) console.log(`Note: ${note}`);
      });
    });
}

let shownAt = 0;

/** A line every second, on the error output. */
function showProgress({ stage, samples, total }: ImportProgress) {
  if (Date.now() - shownAt < 1000) return;
  shownAt = Date.now();
  const of = total === undefined ? '' : ` of ${count(total)}`;
  console.error(`${stage === 'reading' ? 'Read' : 'Stored'} ${count(samples)}${of} requests`);
}
