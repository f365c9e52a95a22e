import { refused } from '@/app/api/refused';
import { PlimsollError } from '@/lib/errors/plimsoll-error';
import { exportRun } from '@/lib/runs/export-run';
import { getStore } from '@/lib/runs/get-store';

export const dynamic = 'force-dynamic';

/** A run as a file: `?format=csv`, and `endpoint`, `time` as `plimsoll export` has them. */
export async function GET(request: Request, { params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  const query = Object.fromEntries(new URL(request.url).searchParams);
  try {
    if (!/^\d{1,9}$/.test(number))
      throw new PlimsollError('not-found', `There is no run ${number}.`);
    const { fileName, contentType, chunks } = await exportRun(
      await getStore(),
      Number(number),
      query,
    );
    return new Response(streamOf(chunks), {
      headers: {
        'content-type': contentType,
        'content-disposition': `attachment; filename="${fileName}"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    return refused(error);
  }
}

function streamOf(chunks: AsyncIterable<string | Uint8Array>): ReadableStream<Uint8Array> {
  const pieces = chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}
