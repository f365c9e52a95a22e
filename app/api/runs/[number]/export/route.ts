import { refused } from '@/app/api/refused';
import { fileResponse } from '@/lib/api/operation';
import { PlimsollError } from '@/lib/core/errors';
import { exportRun } from '@/lib/export/export-run';
import { getStore } from '@/lib/store/get-store';

export const dynamic = 'force-dynamic';

/** A run as a file: `?format=csv`, and `endpoint`, `time` as `plimsoll export` has them. */
export async function GET(request: Request, { params }: { params: Promise<{ number: string }> }) {
  const { number } = await params;
  const query = Object.fromEntries(new URL(request.url).searchParams);
  try {
    if (!/^\d{1,9}$/.test(number))
      throw new PlimsollError('not-found', `There is no run ${number}.`);
    return fileResponse(await exportRun(await getStore(), Number(number), query));
  } catch (error) {
    return refused(error);
  }
}
