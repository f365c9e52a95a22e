import { Command } from 'commander';
import type { CommandResult } from '../../command-result';
import { fitCommand } from './fit';
import { monitoringCommands } from './monitoring';
import { searchCommand } from './search';
import { showCapacityCommand } from './show';
import { trafficCommand } from './traffic';

export function capacityCommand(result: CommandResult): Command {
  const command = new Command('capacity').description(
    'analyse capacity: safe load, headroom, forecast and search',
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
