import { Command } from 'commander';
import { ownValue } from '@/lib/core/own-value';
import type { CommandResult } from './command-result';

type Load = (result: CommandResult) => Promise<Command>;

/** Each is loaded when it is asked for: all of them together take a second. */
const COMMANDS: Record<string, Load> = {
  run: async (result) => (await import('./commands/run')).runCommand(result),
  runs: async () => (await import('./commands/runs')).runsCommand(),
  show: async () => (await import('./commands/runs')).showCommand(),
  annotate: async () => (await import('./commands/runs')).annotateCommand(),
  targets: async () => (await import('./commands/targets')).targetsCommand(),
  secrets: async () => (await import('./commands/secrets')).secretsCommand(),
  scenarios: async () => (await import('./commands/scenarios')).scenariosCommand(),
  plan: async () => (await import('./commands/plan')).planCommand(),
  suite: async (result) => (await import('./commands/suites')).suiteCommand(result),
  profiles: async () => (await import('./commands/profiles')).profilesCommand(),
  evaluate: async () => (await import('./commands/runs')).evaluateCommand(),
  compare: async (result) => (await import('./commands/compare')).compareCommand(result),
  import: async () => (await import('./commands/import')).importCommand(),
  export: async () => (await import('./commands/export')).exportCommand(),
  confirm: async (result) => (await import('./commands/confirmations')).confirmCommand(result),
  trend: async () => (await import('./commands/trends')).trendCommand(),
  deploy: async () => (await import('./commands/trends')).deployCommand(),
  capacity: async (result) =>
    (await import('./commands/capacity/capacity')).capacityCommand(result),
  report: async () => (await import('./commands/reports')).reportCommand(),
  schedule: async () => (await import('./commands/automation/schedules')).scheduleCommand(),
  channel: async () => (await import('./commands/automation/channels')).channelCommand(),
  users: async () => (await import('./commands/access')).usersCommand(),
  keys: async () => (await import('./commands/access')).keysCommand(),
  audit: async () => (await import('./commands/access')).auditCommand(),
  backup: async () => (await import('./commands/store')).backupCommand(),
  restore: async () => (await import('./commands/store')).restoreCommand(),
  doctor: async (result) => (await import('./commands/store')).doctorCommand(result),
  retention: async () => (await import('./commands/automation/retention')).retentionCommand(),
};

/** Former names, which still work and are not listed. */
const FORMER_NAMES: Record<string, string> = { judge: 'evaluate' };

/** The whole command line, or, where `only` names a command, as much of it as that takes. */
export async function buildProgram(result: CommandResult, only?: string): Promise<Command> {
  const program = new Command('plimsoll')
    .description(
      'Load testing for training services: run scenarios, compare runs, find the safe load.',
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 success, 1 failure, 2 invalid usage; with --fail-on: 3 sla, 4 invalid, 5 worse.',
    )
    .showHelpAfterError('(run plimsoll --help to list all commands)')
    .exitOverride();
  const renamed = ownValue(FORMER_NAMES, only ?? '');
  const wanted = ownValue(COMMANDS, renamed ?? only ?? '');
  for (const load of wanted === undefined ? Object.values(COMMANDS) : [wanted]) {
    const command = (await load(result)).copyInheritedSettings(program);
    program.addCommand(renamed === undefined ? command : command.alias(only ?? ''));
  }
  return program;
}
