import { renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PlimsollError } from '@/lib/core/errors';

/**
 * Writes a file, all of it or nothing: it gets its name only when it is complete, and one that was there stays
 * until then. Throws `invalid-input` where no file can be, `unavailable` when `signal` stops it.
 */
export async function writeWhole(
  output: string,
  chunks: AsyncIterable<string | Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  refuseImpossible(output);
  const unfinished = join(dirname(output), `.${process.pid}.plimsoll-export`);
  try {
    // Made before anything can fail: a stream that opens it later might after it has been removed.
    const file = await open(unfinished, 'w');
    await pipeline(Readable.from(chunks), file.createWriteStream(), { signal });
    renameSync(unfinished, output);
  } catch (error) {
    if (signal.aborted)
      throw new PlimsollError('unavailable', `Stopped. ${output} was not changed.`);
    if (error instanceof PlimsollError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new PlimsollError('unavailable', `${output} cannot be written: ${why}.`);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function refuseImpossible(output: string) {
  const folder = dirname(output);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new PlimsollError('invalid-input', `Folder ${folder} does not exist. Create it first.`);
  if (statSync(output, { throwIfNoEntry: false })?.isDirectory())
    throw new PlimsollError('invalid-input', `${output} is a folder. Enter a file name.`);
}
