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
      'a Prometheus rule file from the profile and the measured line',
      'rules',
    ),
    exportCommand('dashboard', 'a Grafana dashboard of the training metrics', 'dashboard'),
  ];
}

function exportCommand(name: string, description: string, part: 'rules' | 'dashboard'): Command {
  return new Command(name)
    .description(description)
    .option('--target <name>', 'a target that was measured; by default the last one')
    .option('--profile <slug>', 'the SLA profile that the limits are of')
    .option('--out <file>', 'write it to this file; otherwise it is printed')
    .action(async ({ out, ...query }: ExportOptions) => {
      const { [part]: text } = await withStore((store) => capacityRules(store, query));
      if (out === undefined) console.log(text.trimEnd());
      else writeFileSync(out, text);
    });
}
