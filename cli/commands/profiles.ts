import { Command } from 'commander';
import { objectiveLabel } from '@/lib/plan/objective';
import type { ProfileView } from '@/lib/profiles/model';
import { listProfiles } from '@/lib/profiles/profiles';
import { jsonText } from '../json-text';
import { type Column, textTable } from '../text-table';
import { withStore } from '../with-store';

const COLUMNS: Column<ProfileView>[] = [
  { title: 'Profile', value: ({ slug }) => slug },
  { title: 'Version', value: ({ version }) => String(version), right: true },
  { title: 'Objectives', value: ({ objectives }) => objectives.map(objectiveLabel).join('; ') },
];

export function profilesCommand(): Command {
  return new Command('profiles')
    .description('list SLA profiles')
    .option('--json', 'print as JSON')
    .action(async (options: { json?: boolean }) => {
      const profiles = await withStore((store) => listProfiles(store));
      console.log(options.json ? jsonText(profiles) : textTable(COLUMNS, profiles));
    });
}
