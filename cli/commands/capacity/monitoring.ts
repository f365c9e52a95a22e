import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { capacityRules } from '@/lib/capacity/monitoring';
import { withStore } from '../../with-store';

interface ExportOptions {
  target?: string;
  profile?: string;
  out?: string;
}

/** `alerts` and `dashboard`: what a monitoring system takes over. */
export function monitoringCommands(): Command[] {
  return [
    exportCommand(
      'alerts',
      'export Prometheus alert rules from the profile and the measured safe load',
      'rules',
    ),
    exportCommand('dashboard', 'export a Grafana dashboard of the training metrics', 'dashboard'),
  ];
}

function exportCommand(name: string, description: string, part: 'rules' | 'dashboard'): Command {
  return new Command(name)
    .description(description)
    .option('--target <name>', 'target name; default: the one measured last')
    .option('--profile <slug>', 'SLA profile that provides the limits')
    .option('--out <file>', 'output file; default: standard output')
    .action(async ({ out, ...query }: ExportOptions) => {
      const { [part]: text } = await withStore((store) => capacityRules(store, query));
      if (out === undefined) console.log(text.trimEnd());
      else writeFileSync(out, text);
    });
}
