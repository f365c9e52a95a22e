import { Command, Option } from 'commander';
import { clock } from '@/lib/core/duration';
import { annotateRun } from '@/lib/runs/annotations';
import { duration, wholeNumber } from '../option-values';
import { withStore } from '../with-store';

interface AnnotateOptions {
  kind: string;
  at: number;
}

export function annotateCommand(): Command {
  return new Command('annotate')
    .description("put a note or a deploy on a run's time axis")
    .argument('<number>', "the run's number", wholeNumber(1, 999_999_999))
    .argument('<text>', 'what happened')
    .addOption(
      new Option('--kind <kind>', 'what it is').choices(['note', 'deploy']).default('note'),
    )
    .requiredOption('--at <time>', "when, from the run's start, e.g. 1:30 or 90s", duration)
    .action(async (number: number, text: string, { kind, at }: AnnotateOptions) => {
      await withStore((store) => annotateRun(store, number, { kind, atMs: at, text }));
      console.log(`Run ${number} has a ${kind} at ${clock(at)}: ${text.trim()}`);
    });
}
