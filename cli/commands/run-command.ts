import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { PlimsollError } from '@/lib/errors/plimsoll-error';
import { runJson } from '@/lib/interop/run-json';
import { hasEnded } from '@/lib/plan/run-status';
import { getRun } from '@/lib/runs/get-run';
import { startRun } from '@/lib/runs/start-run';
import type { CommandResult } from '../build-program';
import { carryOut } from '../carry-out';
import { chooseTarget } from '../choose-target';
import { duration, positiveNumber, wholeNumber } from '../option-values';
import { looksLikeFile, readPlanFile } from '../read-plan-file';
import { runReport } from '../run-report';
import { withStore } from '../with-store';

interface RunOptions {
  target?: string;
  users?: number;
  rate?: number;
  duration?: number;
  seed?: number;
  name?: string;
  profile?: string;
  json?: string;
}

export function runCommand(result: CommandResult): Command {
  return new Command('run')
    .description('run a scenario, or a plan file, and wait for its end')
    .argument(
      '<scenario>',
      'a scenario (plimsoll scenarios lists them) or a plan file: .json, .ts, .mjs',
    )
    .option('--target <name or URL>', 'what to load; by default the first configured target')
    .option('--users <n>', 'scale the plan to so many users', wholeNumber(1, 20_000))
    .option('--rate <n>', 'scale an open plan to so many requests per second', positiveNumber)
    .option('--duration <time>', 'scale the plan to this length, e.g. 30s, 5m', duration)
    .option('--seed <n>', 'repeat the decisions of an earlier run', wholeNumber(0, 2_147_483_647))
    .option('--name <text>', 'a name for the run')
    .option('--profile <slug>', 'judge by this SLA profile; "none" for none')
    .option('--json <file>', 'write the result as JSON to this file')
    .action(async (scenario: string, options: RunOptions) => {
      const plan = looksLikeFile(scenario) ? await readPlanFile(scenario) : undefined;
      await withStore(async (store) => {
        const { number } = await startRun(store, {
          ...(plan === undefined ? { scenario } : { plan }),
          ...(await chooseTarget(store, options.target)),
          users: options.users,
          ratePerSecond: options.rate,
          durationMs: options.duration,
          seed: options.seed,
          name: options.name,
          profile: options.profile === 'none' ? '' : options.profile,
        });
        await carryOut(store, number);
        const run = await getRun(store, number);
        if (run === undefined || !hasEnded(run.state.status))
          throw new PlimsollError('unavailable', `Run ${number} did not come to an end.`);
        if (options.json !== undefined)
          writeFileSync(options.json, `${JSON.stringify(runJson(run), null, 2)}\n`);
        console.log(runReport(run));
        result.exitCode = run.state.status === 'finished' ? 0 : 1;
      });
    });
}
