import { route } from '@/app/access';
import { fileResponse } from '@/lib/api/operation';
import { PlimsollError } from '@/lib/core/errors';
import { exportRun } from '@/lib/export/export-run';

export const dynamic = 'force-dynamic';

/** A run as a file: `?format=csv`, and `endpoint`, `time` as `plimsoll export` has them. */
export const GET = route('read', async (store, request, { number }: { number: string }) => {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (!/^\d{1,9}$/.test(number)) throw new PlimsollError('not-found', `There is no run ${number}.`);
  return fileResponse(await exportRun(store, Number(number), query));
});
