import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { route } from '@/app/access';
import { PlimsollError } from '@/lib/core/errors';
import { IMPORT_REFUSED } from '@/lib/import/formats/formats';
import { importInProcess } from '@/lib/import/import-process';
import { MAX_FILE_GB, tooLargeFile } from '@/lib/import/validate-import';

export const dynamic = 'force-dynamic';

const MAX_BYTES = MAX_FILE_GB * 1e9;

/**
 * Keeps the body, another tool's file, as a run; `?file=` is its name, `scenario` and `target` as
 * `plimsoll import` has them. Answers `{number}`, or what is wrong with which line.
 */
export const POST = route('run.import', async (_store, request, _params, actor) => {
  const query = new URL(request.url).searchParams;
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-import-'));
  try {
    const path = join(folder, 'upload');
    await receive(request, path, query.get('file') || 'file');
    const task = {
      path,
      name: query.get('file') || 'file',
      request: {
        format: query.get('format') || undefined,
        scenario: query.get('scenario') || undefined,
        target: query.get('target') || undefined,
      },
      by: actor,
    };
    const { number } = await importInProcess(task, request.signal);
    return Response.json({ number });
  } catch (error) {
    // Its sender has left: nobody reads this.
    if (request.signal.aborted) return new Response(null, { status: 503 });
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Writes the body into a file. Throws `invalid-input` where it is too large, `unavailable` where the disk is full. */
async function receive(request: Request, path: string, name: string): Promise<void> {
  const tooLarge = () =>
    new PlimsollError('invalid-input', IMPORT_REFUSED, [{ path: name, message: tooLargeFile() }]);
  if (Number(request.headers.get('content-length')) > MAX_BYTES) throw tooLarge();
  const body = request.body ?? new ReadableStream({ start: (controller) => controller.close() });
  let received = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      done(received > MAX_BYTES ? tooLarge() : null, chunk);
    },
  });
  try {
    await pipeline(Readable.fromWeb(body as NodeStream), counted, createWriteStream(path));
  } catch (error) {
    const trouble = { ENOSPC: 'full', EDQUOT: 'full', EROFS: 'read-only' };
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = Object.entries(trouble).find(([known]) => known === code)?.[1];
    if (why === undefined) throw error;
    throw new PlimsollError(
      'unavailable',
      `The file could not be received: the disk of ${tmpdir()} is ${why}. Make room, or use "plimsoll import" where the file is.`,
    );
  }
}
