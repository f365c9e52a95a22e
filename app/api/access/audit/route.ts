import { route } from '@/app/access';
import { auditFile } from '@/lib/access/audit';
import { fileResponse } from '@/lib/api/operation';

export const dynamic = 'force-dynamic';

/** The audit log as a file: `?format=csv` or `jsonl`, whole, oldest first. */
export const GET = route('audit.export', async (store, request) =>
  fileResponse(auditFile(store, new URL(request.url).searchParams.get('format') ?? 'csv')),
);
