import { Command } from 'commander';
import { span } from '@/lib/core/duration';
import { count } from '@/lib/core/number';
import { peakLabel } from '@/lib/plan/labels';
import { listScenarios } from '@/lib/scenarios/scenarios';
import { textTable } from '../text-table';
import { withStore } from '../with-store';

export function scenariosCommand(): Command {
  return new Command('scenarios').description('list scenarios').action(async () => {
    const scenarios = await withStore(listScenarios);
    console.log(
      textTable(
        [
          { title: 'Scenario', value: (row) => row.slug },
          { title: 'Load', value: (row) => peakLabel(row.plan), right: true },
          { title: 'Duration', value: (row) => span(row.durationMs), right: true },
          { title: 'Runs', value: (row) => count(row.runs), right: true },
          { title: 'Description', value: (row) => row.description },
        ],
        scenarios,
      ),
    );
  });
}
