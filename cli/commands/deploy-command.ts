import { Command } from 'commander';
import { addDeployment } from '@/lib/trends/deployments';
import { withStore } from '../with-store';

export function deployCommand(): Command {
  return new Command('deploy')
    .description('mark that something new went live on a target, for its trends')
    .argument('<target>', 'the target’s name')
    .argument('<text>', 'what was deployed')
    .option('--at <time>', 'when, such as 2026-11-23T14:30Z; now, if left out')
    .action(async (target: string, text: string, { at }: { at?: string }) => {
      await withStore((store) => addDeployment(store, { target, text, at }));
      console.log(`Marked on ${target}: ${text}.`);
    });
}
