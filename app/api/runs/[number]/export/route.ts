import { PlimsollError } from '@/lib/errors/plimsoll-error';
import { exportRun } from '@/lib/runs/export-run';
import { getStore } from '@/lib/runs/get-store';

export const dynamic = 'force-dynamic';

const STATUS = { 'invalid-input': 400, 'not-found': 404, conflict: 409, unavailable: 503 } as const;

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
    if (!(error instanceof PlimsollError)) throw error;
    const { message, problems, code } = error;
    return Response.json({ message, problems }, { status: STATUS[code] });
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
