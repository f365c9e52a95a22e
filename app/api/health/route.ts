import { needing } from '@/app/access';

export const dynamic = 'force-dynamic';

/** Whether this process answers at all; it asks nothing of the database. */
export const GET = needing('public', () =>
  Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } }),
);
