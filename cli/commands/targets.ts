import { Command } from 'commander';
import { count } from '@/lib/core/number';
import { listTargets } from '@/lib/targets/targets';
import { textTable } from '../text-table';
import { withStore } from '../with-store';

export function targetsCommand(): Command {
  return new Command('targets').description('list targets').action(async () => {
    const targets = await withStore(listTargets);
    if (targets.length === 0) {
      console.log('No targets yet. Add one in the dashboard, or use --target URL.');
      return;
    }
    console.log(
      textTable(
        [
          { title: 'Target', value: (row) => row.name },
          { title: 'URL', value: (row) => row.url },
          { title: 'Token', value: (row) => (row.hasToken ? 'stored' : '–') },
          { title: 'Runs', value: (row) => count(row.runs), right: true },
        ],
        targets,
      ),
    );
  });
}
