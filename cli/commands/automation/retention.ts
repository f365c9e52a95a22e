import { Command } from 'commander';
import type { Retention, RetentionPreview } from '@/lib/automation/model';
import {
  applyRetention,
  compactStore,
  getRetention,
  previewRetention,
  setRetention,
} from '@/lib/automation/retention';
import { bytes, count, plural, textOf } from '@/lib/core/number';
import { wholeNumber } from '../../option-values';
import { commanded, withCommand, withStore } from '../../with-store';

interface Days {
  samples?: number;
  charts?: number;
}

const DAYS = wholeNumber(1, 3650);

export function retentionCommand(): Command {
  const retention = new Command('retention').description(
    'set how long requests, charts and metrics are kept; summaries are never deleted',
  );
  retention
    .command('show', { isDefault: true })
    .description('show the retention policy and what it would delete now')
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
    .description('set the retention policy; data without a limit is kept indefinitely')
    .option('--samples <days>', 'days to keep individual requests', DAYS)
    .option('--charts <days>', 'days to keep charts and metrics', DAYS)
    .option('--dry-run', 'show what would be deleted without changing the policy')
    .action(async ({ samples, charts, dryRun }: Days & { dryRun?: boolean }) => {
      const asked = { samplesDays: samples, secondsDays: charts };
      const saving = await withStore(async (store) => {
        const preview = await previewRetention(store, asked, Date.now());
        if (!dryRun)
          await commanded(store, 'retention.set', (within) => setRetention(within, asked));
        return preview;
      });
      console.log(`${dryRun ? 'Dry run: ' : ''}${retentionSummary(asked)}`);
      console.log(savingSummary(saving));
      if (!dryRun) console.log('The worker deletes expired data when no run is active.');
    });
  retention
    .command('apply')
    .description('delete expired data now')
    .option('--compact', 'reclaim disk space by rewriting the database')
    .action(async ({ compact }: { compact?: boolean }) => {
      const { runs } = await withCommand('retention.apply', async (store) => {
        const applied = await applyRetention(store, Date.now());
        if (compact) compactStore(store);
        return applied;
      });
      console.log(`Deleted expired data of ${plural(runs, 'run')}.`);
    });
  return retention;
}

function retentionSummary({ samplesDays, secondsDays }: Retention): string {
  const words = (days: number | undefined) =>
    days === undefined ? 'indefinitely' : `for ${plural(days, 'day')}`;
  return `Requests are kept ${words(samplesDays)}, charts and metrics ${words(secondsDays)}.`;
}

function savingSummary({ samples, seconds, keptWhole }: RetentionPreview): string {
  const total = textOf(bytes(samples.bytes + seconds.bytes));
  return [
    `To be deleted now: ${count(samples.rows)} requests of ${plural(samples.runs, 'run')} and ${count(seconds.rows)} rows of charts and metrics of ${plural(seconds.runs, 'run')}, about ${total}.`,
    ...(keptWhole > 0
      ? [`Excluded (baselines and pinned runs): ${plural(keptWhole, 'run')}.`]
      : []),
  ].join(' ');
}
