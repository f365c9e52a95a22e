import { Command } from 'commander';
import { annotateCommand } from './commands/annotate-command';
import { capacityCommand } from './commands/capacity-command';
import { channelCommand } from './commands/channel-command';
import { compareCommand } from './commands/compare-command';
import { confirmCommand } from './commands/confirm-command';
import { deployCommand } from './commands/deploy-command';
import { exportCommand } from './commands/export-command';
import { importCommand } from './commands/import-command';
import { judgeCommand } from './commands/judge-command';
import { planCommand } from './commands/plan-command';
import { profilesCommand } from './commands/profiles-command';
import { reportCommand } from './commands/report-command';
import { retentionCommand } from './commands/retention-command';
import { runCommand } from './commands/run-command';
import { runsCommand } from './commands/runs-command';
import { scenariosCommand } from './commands/scenarios-command';
import { scheduleCommand } from './commands/schedule-command';
import { showCommand } from './commands/show-command';
import { suiteCommand } from './commands/suite-command';
import { targetsCommand } from './commands/targets-command';
import { trendCommand } from './commands/trend-command';

/** What a command leaves for the process: 0 done, 1 the operation failed, 2 wrong usage, 3 to 5 a closed gate. */
export interface CommandResult {
  exitCode: number;
}

export function buildProgram(result: CommandResult): Command {
  const program = new Command('plimsoll')
    .description('Draws the load line of a training service: launches load runs and shows them.')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 the operation failed, 2 wrong usage; with --fail-on: 3 sla, 4 invalid, 5 worse.',
    )
    .showHelpAfterError('(plimsoll --help lists the commands)')
    .exitOverride();
  for (const command of [
    runCommand(result),
    runsCommand(),
    showCommand(),
    annotateCommand(),
    targetsCommand(),
    scenariosCommand(),
    planCommand(),
    suiteCommand(result),
    profilesCommand(),
    judgeCommand(),
    compareCommand(result),
    importCommand(),
    exportCommand(),
    confirmCommand(result),
    trendCommand(),
    deployCommand(),
    capacityCommand(result),
    reportCommand(),
    scheduleCommand(),
    channelCommand(),
    retentionCommand(),
  ])
    program.addCommand(command.copyInheritedSettings(program));
  return program;
}
