import { Command } from 'commander';
import type { CommandResult } from '../build-program';
import { monitoringCommands } from './capacity/export-commands';
import { fitCommand } from './capacity/fit-command';
import { searchCommand } from './capacity/search-command';
import { showCapacityCommand } from './capacity/show-command';
import { trafficCommand } from './capacity/traffic-command';

export function capacityCommand(result: CommandResult): Command {
  const command = new Command('capacity').description(
    'how much load a target safely carries, and when that is reached',
  );
  for (const sub of [
    showCapacityCommand(),
    searchCommand(result),
    fitCommand(),
    trafficCommand(),
    ...monitoringCommands(),
  ])
    command.addCommand(sub);
  return command;
}
