import { Command } from 'commander';
import { bytes as size, textOf } from '@/lib/core/number';
import { backUp, restore } from '@/lib/store/backup';
import { storeLocation } from '@/lib/store/get-store';
import { diagnose } from '@/lib/worker/diagnose';
import type { CommandResult } from '../command-result';
import { jsonText } from '../json-text';
import { withCommand } from '../with-store';

export function backupCommand(): Command {
  return new Command('backup')
    .description('copy the database into a file, also while runs are under way')
    .argument('<file>', 'the back-up; it must not exist yet')
    .action(async (file: string) => {
      const { bytes } = await withCommand('store.backup', (store) => backUp(store, file), file);
      console.log(`${file}: ${textOf(size(bytes))}, complete and checked.`);
    });
}

export function restoreCommand(): Command {
  return new Command('restore')
    .description('put a back-up in the database’s place; the present one is kept beside it')
    .argument('<file>', 'a back-up of "plimsoll backup", or one in data/backups')
    .action((file: string) => {
      const { kept } = restore(storeLocation(), file, Date.now());
      console.log(`Restored from ${file}.`);
      if (kept !== undefined) console.log(`The former database is ${kept}.`);
    });
}

const SIGNS = { ok: '✓', note: '·', problem: '✗' } as const;

export function doctorCommand(result: CommandResult): Command {
  return new Command('doctor')
    .description(
      'check what Plimsoll needs: settings, disk, database, browser, clock, worker, targets',
    )
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExit code: 1 when there is a problem (✗); notes (·) do not count.')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await diagnose();
      if (findings.some(({ status }) => status === 'problem')) result.exitCode = 1;
      if (json) return console.log(jsonText(findings));
      for (const { name, status, message } of findings)
        console.log(`${SIGNS[status]} ${name}: ${message}`);
    });
}
