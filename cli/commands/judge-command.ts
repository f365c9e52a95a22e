import { Command } from 'commander';
import { PlimsollError } from '@/lib/core/errors';
import { getRun } from '@/lib/runs/get-run';
import { judgeAgain } from '@/lib/runs/judge-again';
import { judgementReport } from '../judgement-report';
import { wholeNumber } from '../option-values';
import { withStore } from '../with-store';

export function judgeCommand(): Command {
  return new Command('judge')
    .description('judge a run that has ended by an SLA profile, in place of what judged it before')
    .argument('<number>', "the run's number", wholeNumber(1, 999_999_999))
    .requiredOption('--profile <slug>', 'the profile (plimsoll profiles lists them)')
    .action(async (number: number, options: { profile: string }) => {
      const run = await withStore(async (store) => {
        await judgeAgain(store, number, options.profile);
        return getRun(store, number);
      });
      if (run === undefined) throw new PlimsollError('not-found', `There is no run ${number}.`);
      console.log(judgementReport(run.judgement).join('\n'));
    });
}
