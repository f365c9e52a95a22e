import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { PlimsollError } from '@/lib/core/errors';
import { type ExportedRun, exportRun } from '@/lib/export/export-run';
import { EXPORT_FORMAT_NAMES, type ExportFormat } from '@/lib/export/model';
import { wholeNumber } from '../option-values';
import { withStore } from '../with-store';
import { writeWhole } from '../write-whole';

interface ExportOptions {
  format: ExportFormat;
  output?: string;
  endpoint?: string;
  time?: 'response' | 'service';
}

export function exportCommand(): Command {
  return new Command('export')
    .description('write a run as a file that other tools read')
    .argument('<run>', 'the number of the run', wholeNumber(1, 999_999_999))
    .addOption(
      new Option('--format <name>', 'what to write').choices(EXPORT_FORMAT_NAMES).default('csv'),
    )
    .option('--output <file>', 'where to; the standard output, if left out')
    .option('--endpoint <name>', 'requests of this endpoint only')
    .addOption(new Option('--time <which>', 'of a distribution').choices(['response', 'service']))
    .action(async (number: number, { output, ...request }: ExportOptions) => {
      if (output === undefined && request.format === 'parquet' && process.stdout.isTTY)
        throw new PlimsollError('invalid-input', 'Parquet is no text: give --output FILE.');
      await withStore(async (store) => {
        const exported = await exportRun(store, number, request);
        if (output === undefined) await print(exported);
        else await writeWhole(output, exported.chunks, interrupted());
      });
      if (output !== undefined) console.error(`Run ${number} is in ${output}.`);
    });
}

/** Ctrl-C leaves nothing half-written behind. */
function interrupted(): AbortSignal {
  const stopped = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopped.abort());
  return stopped.signal;
}

async function print({ chunks }: ExportedRun) {
  try {
    await pipeline(Readable.from(chunks), process.stdout, { end: false });
  } catch (error) {
    // Whoever reads, such as `head`, has had enough.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}
