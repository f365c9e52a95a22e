import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { refused } from '@/app/api/refused';
import { isForeign } from '@/lib/api/foreign-page';
import { importInProcess } from '@/lib/import/import-process';

export const dynamic = 'force-dynamic';

/**
 * Keeps the body, another tool's file, as a run; `?file=` is its name, `scenario` and `target` as
 * `plimsoll import` has them. Answers `{number}`, or what is wrong with which line.
 */
export async function POST(request: Request) {
  // Another page's form must not be able to fill somebody's history.
  if (isForeign(request.headers))
    return Response.json(
      {
        message: 'Cross-site requests are not allowed. Import from the dashboard itself.',
        problems: [],
      },
      { status: 403 },
    );
  const query = new URL(request.url).searchParams;
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-import-'));
  try {
    const path = join(folder, 'upload');
    const body = request.body ?? new ReadableStream({ start: (controller) => controller.close() });
    await pipeline(Readable.fromWeb(body as NodeStream), createWriteStream(path));
    const task = {
      path,
      name: query.get('file') || 'file',
      request: {
        format: query.get('format') || undefined,
        scenario: query.get('scenario') || undefined,
        target: query.get('target') || undefined,
      },
    };
    return Response.json(await importInProcess(task, request.signal));
  } catch (error) {
    return refused(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
