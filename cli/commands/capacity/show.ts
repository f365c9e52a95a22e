import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { getCapacityPage } from '@/lib/capacity/get-capacity-page';
import { PlimsollError } from '@/lib/core/errors';
import { capacityReport } from '../../capacity-report';
import { positiveNumber } from '../../option-values';
import { withStore } from '../../with-store';

interface ShowOptions {
  target?: string;
  family?: string;
  profile?: string;
  workers?: number;
  workersAfter?: number;
  costFactor?: number;
  price?: number;
  json?: string;
}

export function showCapacityCommand(): Command {
  return new Command('show')
    .description('what stored runs say of a target’s capacity: curve, line, head-room, forecast')
    .option('--target <name>', 'a target that was measured; by default the last one')
    .option('--family <hash>', 'which kind of load, where there are several')
    .option('--profile <slug>', 'the SLA profile that draws the line')
    .option('--workers <n>', 'what-if: so many workers now', positiveNumber)
    .option('--workers-after <n>', 'what-if: and so many afterwards', positiveNumber)
    .option(
      '--cost-factor <factor>',
      'what-if: what a job costs of what it costs now',
      positiveNumber,
    )
    .option('--price <amount>', 'what the service costs per hour', positiveNumber)
    .option('--json <file>', 'write all of it as JSON to this file')
    .action(async ({ json, family, ...options }: ShowOptions) => {
      const page = await withStore((store) =>
        getCapacityPage(store, { ...options, familyHash: family }),
      );
      if (page.chosen === undefined)
        throw new PlimsollError('not-found', 'There is no run yet to learn from: start one first.');
      if (json !== undefined) writeFileSync(json, `${JSON.stringify(page, null, 2)}\n`);
      console.log(capacityReport(page));
    });
}
