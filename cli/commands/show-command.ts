import { Command } from 'commander';
import { PlimsollError } from '@/lib/core/errors';
import { runJson } from '@/lib/export/json';
import { getRun } from '@/lib/runs/get-run';
import { wholeNumber } from '../option-values';
import { runReport } from '../run-report';
import { withStore } from '../with-store';

export function showCommand(): Command {
  return new Command('show')
    .description('show a run: its summary, endpoints and errors')
    .argument('<number>', "the run's number", wholeNumber(1, 999_999_999))
    .option('--json', 'as JSON')
    .action(async (number: number, options: { json?: boolean }) => {
      const run = await withStore((store) => getRun(store, number));
      if (run === undefined) throw new PlimsollError('not-found', `There is no run ${number}.`);
      console.log(options.json ? JSON.stringify(runJson(run), null, 2) : runReport(run));
    });
}
