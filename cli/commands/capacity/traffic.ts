import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { addTraffic, importTraffic, TRAFFIC_UNITS } from '@/lib/capacity/traffic';
import { plural } from '@/lib/core/number';
import { withStore } from '../../with-store';

interface TrafficOptions {
  unit: (typeof TRAFFIC_UNITS)[number];
}

export function trafficCommand(): Command {
  const unit = () =>
    new Option('--unit <unit>', 'what the values count')
      .choices(TRAFFIC_UNITS)
      .default('requestsPerSecond');
  return new Command('traffic')
    .description('keep how much real traffic a target has, for head-room and forecasts')
    .addCommand(
      new Command('add')
        .description('one observation')
        .argument('<target>', 'the name of a target')
        .argument('<date>', 'such as 2026-11-23')
        .argument('<value>', 'requests per second, or users')
        .addOption(unit())
        .action(async (target: string, at: string, value: string, options: TrafficOptions) => {
          await withStore((store) =>
            addTraffic(store, { target, at, value: Number(value), unit: options.unit }),
          );
          console.log(`Kept: ${value} on ${at}.`);
        }),
    )
    .addCommand(
      new Command('import')
        .description('a CSV with the columns date and value')
        .argument('<target>', 'the name of a target')
        .argument('<file.csv>', 'one line a day')
        .addOption(unit())
        .action(async (target: string, file: string, options: TrafficOptions) => {
          const text = readFileSync(file, 'utf8');
          const kept = await withStore((store) =>
            importTraffic(store, { target, unit: options.unit, text }),
          );
          console.log(`Kept ${plural(kept, 'observation')}.`);
        }),
    );
}
