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
    .description('export a run for other tools')
    .argument('<run>', 'run number', wholeNumber(1, 999_999_999))
    .addOption(
      new Option('--format <name>', 'output format').choices(EXPORT_FORMAT_NAMES).default('csv'),
    )
    .option('--output <file>', 'output file; default: standard output')
    .option('--endpoint <name>', 'only requests of this endpoint')
    .addOption(
      new Option('--time <which>', 'latency of the distribution').choices(['response', 'service']),
    )
    .action(async (number: number, { output, ...request }: ExportOptions) => {
      if (output === undefined && request.format === 'parquet' && process.stdout.isTTY)
        throw new PlimsollError('invalid-input', 'Parquet is a binary format: set --output FILE.');
      await withStore(async (store) => {
        const exported = await exportRun(store, number, request);
        if (output === undefined) await print(exported);
        else await writeWhole(output, exported.chunks, interrupted());
      });
      if (output !== undefined) console.error(`Exported run ${number} to ${output}.`);
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
