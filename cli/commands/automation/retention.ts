import { Command } from 'commander';
import {
  applyRetention,
  compactStore,
  getRetention,
  previewRetention,
  type Retention,
  type RetentionPreview,
  setRetention,
} from '@/lib/automation/retention';
import { bytes, count, plural, textOf } from '@/lib/core/number';
import { wholeNumber } from '../../option-values';
import { withStore } from '../../with-store';

interface Days {
  samples?: number;
  charts?: number;
}

const DAYS = wholeNumber(1, 3650);

export function retentionCommand(): Command {
  const retention = new Command('retention').description(
    'for how long requests, charts and metrics of runs are kept; summaries always are',
  );
  retention
    .command('show', { isDefault: true })
    .description('what is in force, and what it takes now')
    .action(async () => {
      const { rule, saving } = await withStore(async (store) => {
        const stored = await getRetention(store);
        return { rule: stored, saving: await previewRetention(store, stored, Date.now()) };
      });
      console.log(retentionSummary(rule));
      console.log(savingSummary(saving));
    });
  retention
    .command('set')
    .description('what is left out is kept for ever; --dry-run only says what it would take')
    .option('--samples <days>', 'keep single requests so many days', DAYS)
    .option('--charts <days>', 'keep charts and metrics so many days', DAYS)
    .option('--dry-run', 'change nothing')
    .action(async ({ samples, charts, dryRun }: Days & { dryRun?: boolean }) => {
      const asked = { samplesDays: samples, secondsDays: charts };
      const saving = await withStore(async (store) => {
        const preview = await previewRetention(store, asked, Date.now());
        if (!dryRun) await setRetention(store, asked);
        return preview;
      });
      console.log(`${dryRun ? 'Not kept: ' : ''}${retentionSummary(asked)}`);
      console.log(savingSummary(saving));
      if (!dryRun) console.log('The worker removes it when no run is under way.');
    });
  retention
    .command('apply')
    .description('remove now what need not be kept')
    .option('--compact', 'give what is freed back to the disk: the store is written anew')
    .action(async ({ compact }: { compact?: boolean }) => {
      const { runs } = await withStore(async (store) => {
        const applied = await applyRetention(store, Date.now());
        if (compact) compactStore(store);
        return applied;
      });
      console.log(`Taken from ${plural(runs, 'run')}.`);
    });
  return retention;
}

function retentionSummary({ samplesDays, secondsDays }: Retention): string {
  const words = (days: number | undefined) =>
    days === undefined ? 'for ever' : plural(days, 'day');
  return `Single requests are kept ${words(samplesDays)}, charts and metrics ${words(secondsDays)}.`;
}

function savingSummary({ samples, seconds, keptWhole }: RetentionPreview): string {
  const total = textOf(bytes(samples.bytes + seconds.bytes));
  return [
    `Now it takes ${count(samples.rows)} requests of ${plural(samples.runs, 'run')} and ${count(seconds.rows)} rows of charts and metrics of ${plural(seconds.runs, 'run')}: about ${total}.`,
    ...(keptWhole > 0 ? [`Kept whole: ${plural(keptWhole, 'run')}.`] : []),
  ].join(' ');
}
