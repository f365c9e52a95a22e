import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { addTraffic, importTraffic, TRAFFIC_UNITS } from '@/lib/capacity/traffic';
import { plural } from '@/lib/core/number';
import { withCommand } from '../../with-store';

interface TrafficOptions {
  unit: (typeof TRAFFIC_UNITS)[number];
}

export function trafficCommand(): Command {
  const unit = () =>
    new Option('--unit <unit>', 'unit of the values')
      .choices(TRAFFIC_UNITS)
      .default('requestsPerSecond');
  return new Command('traffic')
    .description('record real traffic of a target, for headroom and forecasts')
    .addCommand(
      new Command('add')
        .description('add one observation')
        .argument('<target>', 'target name')
        .argument('<date>', 'date, for example 2026-11-23')
        .argument('<value>', 'requests per second, or users')
        .addOption(unit())
        .action(async (target: string, at: string, value: string, options: TrafficOptions) => {
          await withCommand(
            'traffic.edit',
            (store) => addTraffic(store, { target, at, value: Number(value), unit: options.unit }),
            target,
          );
          console.log(`Saved: ${value} on ${at}.`);
        }),
    )
    .addCommand(
      new Command('import')
        .description('import a CSV file with the columns date and value')
        .argument('<target>', 'target name')
        .argument('<file.csv>', 'CSV file, one line per day')
        .addOption(unit())
        .action(async (target: string, file: string, options: TrafficOptions) => {
          const text = readFileSync(file, 'utf8');
          const kept = await withCommand(
            'traffic.edit',
            (store) => importTraffic(store, { target, unit: options.unit, text }),
            target,
          );
          console.log(`Imported ${plural(kept, 'observation')}.`);
        }),
    );
}
